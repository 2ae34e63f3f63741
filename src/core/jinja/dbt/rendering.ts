import type { UniqueId } from "../../manifest/node.ts";

/** What came of rendering the text of an object. Plain. */
export type Rendering = RenderedSql | NotRendered;

export interface RenderedSql {
  readonly state: "rendered";
  readonly sql: string;
  /** What the text depends on and nobody knows without a warehouse or settings, each once: `var('start')`, `run_query`. */
  readonly unknowns: readonly string[];
  /** Defaults that were taken although the project may say otherwise. */
  readonly assumed: readonly string[];
  /** Variables that nobody set and that were taken as their default says, which is off or on. */
  readonly taken: readonly string[];
  /** Those that must stand otherwise, or the text would not read what dbt lists. */
  readonly turned: Readonly<Record<string, boolean>>;
  /** Objects that `ref` and `source` gave. */
  readonly named: readonly UniqueId[];
  /** Objects that dbt lists as read and that nothing of the text gave. */
  readonly unread: readonly UniqueId[];
  /** Objects whose columns were asked for, and not given. */
  readonly asked: readonly UniqueId[];
  /** Queries whose rows were asked for, and not given. */
  readonly queries: readonly string[];
  /** Whether the text depends on `graph`. */
  readonly asksGraph: boolean;
  /** Whether one row stands for all rows of a query: the columns that it makes stand for others. */
  readonly hasAnyRow: boolean;
  /** Whether the text depends on `is_incremental()`. */
  readonly asksIncremental: boolean;
}

export interface NotRendered {
  readonly state: "not-rendered";
  readonly why: string;
  /** Of the object's own text. */
  readonly line: number | null;
  readonly asked: readonly UniqueId[];
  readonly queries: readonly string[];
  readonly asksGraph: boolean;
}

/** What a text asked for of which nothing was rendered. */
export const NOTHING_ASKED = { asked: [], queries: [], asksGraph: false } as const;
