import { buildUsage, type BuildRequest, type BuiltUsage } from "./build-usage.ts";
import type { UsageRecord } from "./core/usage/usage-warehouse.ts";
import { WarehouseError } from "./errors.ts";
import type { SqlEngine, UsageWarehouse } from "./ports.ts";
import type { UsageSource } from "./usage-ports.ts";

/** Records of a warehouse in a file that this user alone may read. */
export interface KeptRecords {
  readonly file: string;
  readonly count: number;
  readonly discard: () => Promise<void>;
}

/** Puts records into a file as they come. `name`: what the file is called, without an ending. */
export type KeepRecords = (
  name: string,
  pages: AsyncIterable<readonly UsageRecord[]>,
) => Promise<KeptRecords>;

/** What a warehouse is asked, and what becomes of the answer. */
export interface PullRequest extends Omit<BuildRequest, "files" | "window"> {
  /** The warehouse's name. */
  readonly warehouse: string;
  readonly days: number;
  readonly signal: AbortSignal;
}

export interface PullPorts {
  readonly warehouse: UsageWarehouse;
  readonly keepRecords: KeepRecords;
  readonly usage: UsageSource;
  readonly sql: SqlEngine;
}

/** What came of a pull; `notes` are the warehouse's. */
export interface PulledUsage extends BuiltUsage {
  readonly notes: readonly string[];
}

/**
 * Lets a warehouse sum up its own query history, and makes the same snapshot of it as of a log. Throws `WarehouseError`,
 * also where there is not one record: that is a missing right more likely than a warehouse that nobody uses.
 */
export async function pullUsage(request: PullRequest, ports: PullPorts): Promise<PulledUsage> {
  const { warehouse, days, signal, ...build } = request;
  const { window, notes, pages } = await ports.warehouse.readUsage({ days, tools: request.tools, signal });
  const kept = await ports.keepRecords(warehouse, pages);
  try {
    if (kept.count === 0) throw nothingTold(days);
    const built = await buildUsage({ ...build, window, files: [kept.file] }, ports);
    return { ...built, notes };
  } finally {
    await kept.discard();
  }
}

function nothingTold(days: number): WarehouseError {
  return new WarehouseError("warehouse-empty", {
    what: `The warehouse tells of not one query in ${days} days.`,
    why: "That is a right that is missing more likely than a warehouse that nobody uses, so no snapshot was written.",
    todo: "`headgate usage export-sql` prints the rights and the statement: look at what it gives there.",
  });
}
