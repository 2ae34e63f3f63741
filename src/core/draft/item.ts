import type { Dropped } from "./checked.ts";

/** One paragraph as a model answers it. It has no field for a severity, a count, a verdict or a conclusion (threat model, T2). */
export interface DraftedItem {
  /** Local ids of the findings that the text is about. */
  readonly findings: readonly string[];
  /** What happens and to whom. */
  readonly why: string;
  /** What to do. */
  readonly ask: string;
  /** Text to copy; null for none. */
  readonly suggestion: string | null;
}

/** A paragraph whose every sentence was checked. */
export interface CheckedItem {
  /** Ids of the report, each once; never empty. */
  readonly findings: readonly string[];
  /** Never empty. */
  readonly text: string;
  readonly suggestion: string | null;
}

/** What an answer to a task came to. */
export interface CheckedAnswer {
  readonly items: readonly CheckedItem[];
  readonly dropped: readonly Dropped[];
  /** Ids of the report that no item covers. */
  readonly missing: readonly string[];
}
