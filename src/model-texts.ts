import { injectCtes, type EphemeralCte } from "./core/jinja/dbt/inject-ctes.ts";
import type { Rendering } from "./core/jinja/dbt/render-model.ts";
import { renderNode, renderNodes, renderProject } from "./core/jinja/dbt/render-node.ts";
import type { KnownColumns, RenderJob } from "./core/jinja/dbt/render-state.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { Buildable, DataTest } from "./core/manifest/project.ts";
import { noSettings, type RenderProject } from "./core/jinja/dbt/render-project.ts";
import { EPHEMERAL_PREFIX, isReadable, type Readable, type SideName } from "./core/sql/known-columns.ts";
import type { ReadText } from "./core/sql/raw-fidelity.ts";
import { textFrom, withoutRun, type TextOrigin } from "./core/sql/source-text.ts";
import type { SqlEngine } from "./ports.ts";

/** An object that has SQL. */
export type Coded = Buildable | DataTest;

/** The SQL of an object, or why there is none. */
export type ModelText =
  | {
      readonly sql: string;
      readonly origin: TextOrigin;
      /** What a guessed text depends on. */
      readonly unknowns: readonly string[];
      /** Whether an incremental run reads another text. */
      readonly hasIncremental: boolean;
    }
  | { readonly sql: null; readonly why: string };

/** Tells the columns of an object to a template that asks for them. */
export type ColumnsOf = (node: Readable, side: SideName) => Promise<KnownColumns | null>;

interface Sources {
  readonly artifacts: Artifacts;
  /** What head calls an object of base. */
  readonly idOf: ReadonlyMap<UniqueId, UniqueId>;
  readonly engine: SqlEngine;
  readonly columnsOf: ColumnsOf;
}

/** A template that asks for columns learns of some only when it was given others. */
const MOST_ROUNDS = 4;

/** The one place that gives the SQL of an object: compiled, or rendered where the two sides were not both compiled. */
export class ModelTexts {
  readonly #sources: Sources;
  readonly #twins: ReadonlyMap<UniqueId, UniqueId>;
  readonly #projects = new Map<SideName, RenderProject>();
  readonly #rendered = new Map<string, Promise<Rendering>>();
  /** The objects whose SQL was looked at, by head's id. */
  readonly read = new Map<UniqueId, ReadText>();

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#twins = new Map([...sources.idOf].map(([base, head]) => [head, base]));
  }

  /** From what the SQL of an object is read, as `textFrom` says. */
  from(node: Coded, side: SideName): "compiled" | "raw" | null {
    const { artifacts, idOf } = this.#sources;
    const id = node.uniqueId;
    const twin =
      side === "base"
        ? artifacts.head.project.nodes[idOf.get(id) ?? id]
        : artifacts.base.project.nodes[this.#twins.get(id) ?? id];
    return textFrom(node, twin !== undefined && "compiledCode" in twin ? twin : null);
  }

  /** The SQL of an object; that of an incremental run where it is asked for. */
  async of(node: Coded, side: SideName, isIncremental = false): Promise<ModelText> {
    const from = this.from(node, side);
    if (from === null) return { sql: null, why: NO_SQL };
    if (from === "compiled" && !isIncremental) {
      const sql = withoutRun(node.compiledCode ?? "", node.rawCode);
      this.#note(node, side, { from, unknowns: [] });
      return { sql, origin: "compiled", unknowns: [], hasIncremental: false };
    }
    const text = await this.render(node, side, isIncremental);
    if (from === "raw") this.#note(node, side, { from, unknowns: text.sql === null ? null : text.unknowns });
    return text;
  }

  /** What both sides depend on; null where one of them came to nothing. */
  #note({ uniqueId }: Coded, side: SideName, { from, unknowns }: ReadText): void {
    const id = side === "base" ? (this.#sources.idOf.get(uniqueId) ?? uniqueId) : uniqueId;
    const known = this.read.get(id)?.unknowns;
    const both = known === null || unknowns === null ? null : [...new Set([...(known ?? []), ...unknowns])];
    this.read.set(id, { from, unknowns: both });
  }

  /** The SQL that the raw code of an object renders to, whether it is compiled or not. */
  async render(node: Coded, side: SideName, isIncremental = false): Promise<ModelText> {
    const own = await this.#renderOnce(node, side, isIncremental);
    const parts = [own, ...(await this.#ephemerals(node, side)).map(({ rendering }) => rendering)];
    const failed = parts.find((part) => part.state === "not-rendered");
    if (failed !== undefined || own.state !== "rendered") {
      return { sql: null, why: `its raw SQL could not be rendered: ${whyOf(failed)}` };
    }
    const unknowns = [...new Set(parts.flatMap((part) => (part.state === "rendered" ? part.unknowns : [])))];
    const ctes = (await this.#ephemerals(node, side)).flatMap(({ name, rendering }): EphemeralCte[] =>
      rendering.state === "rendered" ? [{ name, sql: rendering.sql }] : [],
    );
    return {
      sql: withoutRun(injectCtes(own.sql, ctes), node.rawCode),
      origin: unknowns.length === 0 ? "rendered" : "guessed",
      unknowns,
      hasIncremental: own.asksIncremental,
    };
  }

  /** The ephemeral models that an object reads, each after those that it reads itself, as dbt puts them. */
  async #ephemerals(node: Coded, side: SideName): Promise<readonly Ephemeral[]> {
    const found = new Map<UniqueId, Buildable>();
    const visit = (id: UniqueId, open: ReadonlySet<UniqueId>): void => {
      const other = this.#sources.artifacts[side].project.nodes[id];
      if (other?.resourceType !== "model" || found.has(id) || open.has(id)) return;
      if (other.config["materialized"] !== "ephemeral") return;
      for (const parent of other.dependsOn) visit(parent, new Set([...open, id]));
      found.set(id, other);
    };
    for (const id of node.dependsOn) visit(id, new Set([node.uniqueId]));
    return await Promise.all(
      [...found.values()].map(async (other) => ({
        name: `${EPHEMERAL_PREFIX}${other.relation?.identifier ?? other.name}`,
        rendering: await this.#renderOnce(other, side, false),
      })),
    );
  }

  #renderOnce(node: Coded, side: SideName, isIncremental: boolean): Promise<Rendering> {
    const key = `${side} ${String(isIncremental)} ${node.uniqueId}`;
    const known = this.#rendered.get(key);
    if (known !== undefined) return known;
    const rendering = this.#renderAsking(node, side, isIncremental);
    this.#rendered.set(key, rendering);
    return rendering;
  }

  /** Renders, and again with the columns that the text asked for. */
  async #renderAsking(node: Coded, side: SideName, isIncremental: boolean): Promise<Rendering> {
    const { artifacts, engine } = this.#sources;
    const { project } = artifacts[side];
    const self = renderNode(node);
    if (self === null) return { state: "not-rendered", why: NO_SQL, line: null, asked: [] };
    const parents = renderNodes(node.dependsOn, project);
    const columns: Record<UniqueId, KnownColumns | null> = {};
    const render = async (): Promise<Rendering> =>
      await engine.render(this.#projectOf(side), {
        node: self,
        source: node.rawCode ?? "",
        parents,
        columns,
        isIncremental,
        test: node.resourceType === "test" ? testOf(node) : null,
      });
    let rendering = await render();
    for (let round = 1; round < MOST_ROUNDS && rendering.asked.length > 0; round++) {
      for (const id of rendering.asked) columns[id] = await this.#columnsOf(id, side);
      rendering = await render();
    }
    return rendering;
  }

  async #columnsOf(id: UniqueId, side: SideName): Promise<KnownColumns | null> {
    const node = this.#sources.artifacts[side].project.nodes[id];
    return node === undefined || !isReadable(node) ? null : await this.#sources.columnsOf(node, side);
  }

  #projectOf(side: SideName): RenderProject {
    const known = this.#projects.get(side);
    if (known !== undefined) return known;
    const { base, head } = this.#sources.artifacts;
    // Settings of one side serve both: what only one side knows would look like a change.
    const own = side === "base" ? base.settings : head.settings;
    const settings = own ?? base.settings ?? head.settings ?? noSettings;
    const project = renderProject(this.#sources.artifacts[side].project, settings);
    this.#projects.set(side, project);
    return project;
  }
}

/** What a generic test is called with. */
function testOf({ generic, attachedNode, config }: DataTest): RenderJob["test"] {
  if (generic === null || attachedNode === null) return null;
  const where = config["where"];
  return {
    model: attachedNode,
    arguments: generic.arguments,
    where: typeof where === "string" ? where : null,
  };
}

const NO_SQL = "it has no SQL";

interface Ephemeral {
  readonly name: string;
  readonly rendering: Rendering;
}

function whyOf(rendering: Rendering | undefined): string {
  if (rendering?.state !== "not-rendered") return NO_SQL;
  return rendering.line === null ? rendering.why : `${rendering.why} (line ${rendering.line})`;
}
