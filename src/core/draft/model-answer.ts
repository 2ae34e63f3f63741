/**
 * What a model may say: sentences over findings, and nothing else. It has no field for a severity, a count, a verdict or a
 * conclusion (threat model, T2).
 */
export interface DraftedItem {
  /** Ids of the findings that the text is about. */
  readonly findings: readonly string[];
  /** What happens and to whom. */
  readonly why: string;
  /** What to do. */
  readonly ask: string;
  /** YAML, SQL or a dbt command to copy; null for none. */
  readonly suggestion: string | null;
}

/** The answer to the task of one cluster. */
export interface ReviewAnswer {
  readonly items: readonly DraftedItem[];
}

/** The answer to the task of the lead. */
export interface LeadAnswer {
  readonly lead: string;
}
