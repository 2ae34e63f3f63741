import type { JsonObject } from "../../json.ts";
import type { UniqueId } from "../../manifest/node.ts";
import type { Value } from "../values.ts";
import { renderTraits, type RenderTraits } from "./adapter-traits.ts";
import { MacroIndex } from "./macro-index.ts";
import { OpenQueries, type QueryRows } from "./query-rows.ts";
import type { RenderNode, RenderProject } from "./render-project.ts";

/** A column of a relation, and its type where the catalog or the documentation tells it. */
export interface KnownColumn {
  readonly name: string;
  readonly type: string | null;
}

/** The columns of a relation. */
export interface KnownColumns {
  readonly columns: readonly KnownColumn[];
  /** Whether there may be others: somebody documented these, or SQL gives them that depends on something unknown. */
  readonly isGuessed: boolean;
}

/** A generic test: the object that it is declared on, the filter of its rows, and the other arguments. */
export interface TestCall {
  readonly model: UniqueId;
  readonly where: string | null;
  readonly arguments: JsonObject;
}

/** What is to be rendered. Plain: it is sent to a thread. */
export interface RenderJob {
  readonly node: RenderNode;
  /** The text with Jinja. */
  readonly source: string;
  /** What it depends on. */
  readonly parents: readonly RenderNode[];
  /** Of these, what other texts of the object read: its hooks, or all where this is a hook. */
  readonly readElsewhere: readonly UniqueId[];
  /** The columns of what it depends on; null: nobody knows them. What is not listed was not looked for. */
  readonly columns: Readonly<Record<UniqueId, KnownColumns | null>>;
  /** The rows of queries by their text. What is not listed is unknown. */
  readonly rows: Readonly<Record<string, QueryRows>>;
  /** What `is_incremental()` answers. */
  readonly isIncremental: boolean;
  /** Variables that other texts of the project show to be on or off. */
  readonly switches: Readonly<Record<string, boolean>>;
  /** What the macro of a generic test is called with; null on everything else. */
  readonly test: TestCall | null;
}

/** One side, ready to render with. */
export interface Side {
  readonly project: RenderProject;
  readonly traits: RenderTraits;
  readonly macros: MacroIndex;
}

/** What one rendering knows, and what it leaves behind. */
export interface RenderState extends Side {
  readonly job: RenderJob;
  /** dbt's `execute`: whether there is a warehouse to ask. */
  readonly execute: boolean;
  /** Variables that are taken to be on or off, whatever their default. */
  readonly switches: Switches;
  /** Variables that nobody set and that are off or on by default, as they were taken. */
  readonly taken: Map<string, boolean>;
  /** Objects that `ref` and `source` gave. */
  readonly named: Set<UniqueId>;
  /** The relations that were given, each made once. */
  readonly relations: Map<RenderNode, Value>;
  /** What `ref` and `source` did not find. */
  readonly lost: Set<string>;
  /** Objects whose columns were asked for and not looked for yet. */
  readonly asked: Set<UniqueId>;
  /** Queries whose rows were asked for and not told. */
  readonly queries: OpenQueries;
  /** The text of the last statement of each name. */
  readonly statements: Map<string, string>;
  /** What was taken as written although it may be set elsewhere: defaults of variables. */
  readonly assumed: Set<string>;
  /** Whether `is_incremental()` was asked. */
  asksIncremental: boolean;
  /** Whether `graph` was asked for. */
  asksGraph: boolean;
  /** The variables that were taken when the text said that it is disabled, which it is not; null: it did not say so. */
  disabledBy: readonly string[] | null;
  /** Whether it was given a row that stands for all rows of a query. */
  hasAnyRow: boolean;
  /** Whether it asked for one of these again. */
  isContrary: boolean;
}

export type Switches = ReadonlyMap<string, boolean>;

/** Makes a side ready. */
export function openSide(project: RenderProject): Side {
  return { project, traits: renderTraits(project.adapterType), macros: new MacroIndex(project) };
}

/** The state at the start of a rendering. */
export function startRendering(
  side: Side,
  job: RenderJob,
  { execute, switches }: Pick<RenderState, "execute" | "switches">,
): RenderState {
  return {
    ...side,
    job,
    execute,
    switches,
    taken: new Map(),
    named: new Set(),
    relations: new Map(),
    lost: new Set(),
    asked: new Set(),
    queries: new OpenQueries(),
    statements: new Map(),
    assumed: new Set(),
    asksIncremental: false,
    asksGraph: false,
    disabledBy: null,
    hasAnyRow: false,
    isContrary: false,
  };
}
