import type { Artifacts } from "../manifest/artifacts.ts";
import type { Report } from "../report.ts";
import type { UsageLog } from "../usage/usage-log.ts";

/** Why a dbt project of a pull request could not be reviewed, in words for its author. */
export interface Problem {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/**
 * What came of one dbt project of a pull request: a report, or the reason why there is none. Renderers read only this.
 * `notes`: what a reader must know about the inputs, such as a base that is older than the merge base.
 */
export type ProjectReview =
  | {
      readonly project: string;
      readonly report: Report;
      readonly problem: null;
      readonly notes: readonly string[];
    }
  | {
      readonly project: string;
      readonly report: null;
      readonly problem: Problem;
      readonly notes: readonly string[];
    };

/** The facts that slash commands answer from: the reviews at the newest head, and the artifacts that they were made of. */
export interface PullFacts {
  /** Waivers applied, in the order of the configuration. */
  readonly reviews: readonly ProjectReview[];
  /** By the same project folders; only those that could be read. */
  readonly artifacts: Readonly<Record<string, Artifacts>>;
  /** What query logs say, by the same folders; only where there is a log. */
  readonly usage: Readonly<Record<string, UsageLog>>;
  /** `CODEOWNERS` of the base, as text; null when there is none. */
  readonly codeowners: string | null;
}

/** What changed since the review that was published before, counted over fingerprints. */
export interface Delta {
  readonly fixed: number;
  readonly fresh: number;
  readonly waived: number;
}
