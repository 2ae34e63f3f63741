import type { Json } from "../json.ts";
import type { UsageWindow } from "./snapshot.ts";
import type { ToolPattern } from "./tools.ts";

/** What is asked of a warehouse's query history. */
export interface UsageQuestion {
  /** Days before now; a warehouse that does not tell days apart gives what it has. */
  readonly days: number;
  /** Tools that are looked for, those of the team's own first. */
  readonly tools: readonly ToolPattern[];
  /** Aborted when nobody wants the answer any more: what runs in the warehouse is called off. */
  readonly signal: AbortSignal;
}

/** One entry of Headgate's own record, as `usage build` reads it: column by name, times ISO 8601 in UTC. */
export type UsageRecord = Readonly<Record<string, Json>>;

/** What a warehouse tells of who queried what. */
export interface WarehouseUsage {
  /** The stretch that is covered without a gap; null where the warehouse cannot say. */
  readonly window: UsageWindow | null;
  /** What a reader of the counts should know, a sentence each. */
  readonly notes: readonly string[];
  /** Records page by page, as they come. Throws `WarehouseError`. */
  readonly pages: AsyncIterable<readonly UsageRecord[]>;
}

/** The query history of a warehouse, summed up by the warehouse itself as far as it can. */
export interface UsageWarehouse {
  /** Throws `WarehouseError`; no message holds a secret or the text of a query. */
  readonly readUsage: (question: UsageQuestion) => Promise<WarehouseUsage>;
}
