/** Exit codes of the command, fixed by the contract. */
export const EXIT = { done: 0, findings: 1, usage: 2, fault: 3 } as const;

/** What a known error tells the user: what happened, why, and what to do about it. */
export interface Advice {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/**
 * An error that the user can act on. It ends the command with exit code 2 and no stack trace.
 * Everything else that is thrown is our own fault: exit code 3, with the cause kept.
 */
export class KnownError extends Error {
  /** Stable, kebab-case, for example `manifest-truncated`. */
  readonly code: string;
  readonly advice: Advice;

  constructor(code: string, advice: Advice, options?: ErrorOptions) {
    super(`${advice.what} ${advice.why}`, options);
    this.name = "KnownError";
    this.code = code;
    this.advice = advice;
  }
}

/** Wrong command line. */
export class UsageError extends KnownError {}

/** A configuration file that cannot be used. */
export class ConfigError extends KnownError {}

/** An artifact that cannot be used; `advice.what` names the file. */
export class ArtifactError extends KnownError {}

/** What the code host refused or could not do. */
export class ForgeError extends KnownError {}

/** What a warehouse refused or could not do. */
export class WarehouseError extends KnownError {}
