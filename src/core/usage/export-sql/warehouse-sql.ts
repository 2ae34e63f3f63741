import type { ToolPattern } from "../tools.ts";

/** Warehouses whose query history can be exported or summed up in place, in the order of the docs. */
export const warehouseNames = [
  "snowflake",
  "bigquery",
  "databricks",
  "redshift",
  "athena",
  "postgres",
] as const;

export type WarehouseName = (typeof warehouseNames)[number];

/** What an export covers. */
export interface ExportSetting {
  /** Days before now. */
  readonly days: number;
  /** The region whose history is read, where a warehouse keeps one for each: `us`, `europe-west1`. */
  readonly region: string;
  /** Tools that are looked for where the warehouse sees the text of queries and `usage build` will not. */
  readonly tools: readonly ToolPattern[];
}

/**
 * How one warehouse tells who queried what. The columns of both statements are names of Headgate's record, so that
 * `usage build` reads what they give, in whatever format it is saved.
 */
export interface WarehouseSql {
  readonly name: WarehouseName;
  readonly title: string;
  /** What whoever runs the statements must be granted, as the warehouse writes it. */
  readonly rights: readonly string[];
  /** How far back its history reaches, how late it is, and what it lacks. */
  readonly limits: readonly string[];
  /** Days that its history reaches back; null where days are not told apart. */
  readonly reachDays: number | null;
  /** Hours that pass at most until a query stands in it. */
  readonly lateHours: number;
  /** It keeps a history for each region, so that one has to be named. */
  readonly isRegional: boolean;
  /** Every query by itself, with its text. */
  readonly raw: (setting: ExportSetting) => string;
  /** Counts by day, user, tool and what was read: relations and columns where the warehouse knows them, else the text without its literals. */
  readonly aggregate: (setting: ExportSetting) => string;
}
