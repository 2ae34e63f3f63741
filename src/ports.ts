import type { Side } from "./core/manifest/artifacts.ts";
import type { Project } from "./core/manifest/project.ts";
import type { SqlReading, SqlStatement } from "./core/sql/reading.ts";

/** Reads the artifacts of one side. */
export interface ArtifactSource {
  /** Starts what reading needs, so that it is ready when the first side is asked for. */
  readonly warmUp?: () => void;
  /**
   * Reads a manifest and what lies beside it.
   * `like`: the other side, already read; entries with the same text are shared with it, not parsed again.
   * Throws `ArtifactError` when there is no usable manifest.
   */
  readonly readSide: (location: string, like?: Project) => Promise<Side>;
}

/** Reads SQL. */
export interface SqlEngine {
  /**
   * What each statement says, in the order in which they were given. Never throws for what stands in a statement: one
   * that cannot be read, or takes too long, is a reading that says so.
   */
  readonly read: (statements: readonly SqlStatement[]) => Promise<readonly SqlReading[]>;
  /** Lets go of what reading needed. */
  readonly close: () => Promise<void>;
}

/** The clock, as a value that a test can set. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
