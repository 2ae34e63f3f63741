import { setTimeout as wait } from "node:timers/promises";
import { WarehouseError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";

/** What reaching a warehouse needs from around it. */
export interface WarehouseAccess extends Clock {
  /** Credentials and names, by each vendor's usual variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The region whose history is read, where a warehouse keeps one for each. */
  readonly region: string;
  /** Waits that many milliseconds; rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The environment and the clock of this process. */
export function systemAccess(env: WarehouseAccess["env"], region: string): WarehouseAccess {
  return {
    env,
    region,
    now: Date.now,
    pause: async (ms, signal) => {
      // The reason of an abort is thrown, not the error that Node wraps around it.
      await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
  };
}

/** A variable of the environment; null when it is not set, or empty. */
export function optional({ env }: WarehouseAccess, name: string): string | null {
  const value = env[name];
  return value === undefined || value === "" ? null : value;
}

/** A variable that cannot be done without. Throws `WarehouseError` that says what it is for. */
export function required(access: WarehouseAccess, name: string, use: string): string {
  const value = optional(access, name);
  if (value !== null) return value;
  throw new WarehouseError("warehouse-variable-missing", {
    what: `${name} is not set.`,
    why: `It is ${use}.`,
    todo: "Set it in the environment; docs/usage.md lists the variables of each warehouse.",
  });
}

/** Refuses a value of the environment. The value itself is not shown: it may be a secret in the wrong place. */
export function unfit(name: string, wanted: string): WarehouseError {
  return new WarehouseError("warehouse-variable-unfit", {
    what: `${name} cannot be used.`,
    why: `It is not ${wanted}.`,
    todo: "Correct it in the environment; docs/usage.md lists the variables of each warehouse.",
  });
}

/** Parameters that were given. */
export function withoutNulls(
  named: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(named)) if (value !== null) given[name] = value;
  return given;
}
