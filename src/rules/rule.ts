import type { UniqueId } from "../core/manifest/node.ts";
import type { Category, Certainty, Evidence, Severity } from "../core/report.ts";
import type { RuleContext } from "./context.ts";

/**
 * The three pillars of a finding's text. Templates: `{name}` is replaced by the fact of that name.
 * Plain sentences; dbt names in backticks, put there by the template (`"`{column}` was removed"`).
 */
export interface Words {
  /** What happened, as a sentence without a full stop, at most 100 characters when filled. */
  readonly title: string;
  /** Why it matters, one or two sentences. */
  readonly why: string;
  /** What to do, one or two sentences, with the command or YAML key where there is one. */
  readonly fix: string;
}

/** What a template can name. A list is shown as `a`, `b` and 3 more, each name in backticks of its own: write `{list}` without backticks. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>;

/** What a rule found: evidence and facts, never prose. */
export interface Found {
  readonly subject: { readonly uniqueId: UniqueId; readonly column?: string };
  readonly facts: Facts;
  readonly evidence: readonly Evidence[];
  /** Which of the rule's `variants` words it; left out, its `words`. */
  readonly variant?: string;
  /** Where the rule's own default does not hold. Never above what the certainty allows: only proven may be an error. */
  readonly severity?: Severity;
  readonly certainty?: Certainty;
  /** True when use must neither raise nor lower the severity. */
  readonly pinned?: boolean;
  /** Ids that are hit, nearest first. */
  readonly affected?: readonly UniqueId[];
  /**
   * What caused it: `column:<unique_id>.<column in lower case>` or `node:<unique_id>` of the object in base.
   * Of several findings with one cause only the first in the order of `rules/index.ts` stays; the others become its evidence.
   */
  readonly cause?: string;
  /** Tells findings of one rule on one subject apart; goes into the fingerprint. For example the constraint type. */
  readonly key?: string;
}

/** One rule: pure and synchronous. It reads no configuration; severity overrides are applied to what it returns. */
export interface Rule {
  /** Kebab-case, `<subject>-<what-happened>`; never renumbered, never re-used. The file is named after it. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** When it fires, one or two sentences, for the catalogue. */
  readonly summary: string;
  readonly words: Words;
  readonly variants?: Readonly<Record<string, Words>>;
  /** The fix where the subject lies in an installed package, whose text nobody here can edit. Left out: the usual one. */
  readonly packageFix?: string;
  readonly check: (context: RuleContext) => readonly Found[];
}
