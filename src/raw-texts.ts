import { renderGraph } from "./core/jinja/dbt/render-graph.ts";
import { NOTHING_ASKED, type Rendering } from "./core/jinja/dbt/rendering.ts";
import { renderNode, renderNodes, renderProject } from "./core/jinja/dbt/render-node.ts";
import { noSettings, type RenderProject } from "./core/jinja/dbt/render-project.ts";
import type { KnownColumns, RenderJob } from "./core/jinja/dbt/render-state.ts";
import { hooksOf, type Hook } from "./core/manifest/hooks.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { Buildable, DataTest, Model } from "./core/manifest/project.ts";
import { isReadable, type Readable, type SideName } from "./core/sql/known-columns.ts";
import type { SqlEngine } from "./ports.ts";
import { ToldRows, type RowSources, type Version } from "./told-rows.ts";

/** An object that has SQL. */
export type Coded = Buildable | DataTest;

/** Tells the columns of an object to a template that asks for them. */
export type ColumnsOf = (node: Readable, side: SideName) => Promise<KnownColumns | null>;

export interface RawSources extends Pick<RowSources, "artifacts" | "versions" | "read"> {
  readonly engine: SqlEngine;
  readonly columnsOf: ColumnsOf;
}

/** A template that asks for columns learns of some only when it was given others. */
const MOST_ROUNDS = 6;

/** Texts that are looked at to learn which way a variable stands. */
const MOST_WITNESSES = 8;

interface How {
  readonly side: SideName;
  /** A hook of the object, where that is to be rendered and not its own code. */
  readonly hook?: string;
  /** What its hooks read, and its own code does not. */
  readonly readElsewhere?: readonly UniqueId[];
  readonly isIncremental: boolean;
  readonly rows: RenderJob["rows"];
  readonly switches: RenderJob["switches"];
}

/** Renders the raw code of the objects of both sides, each once, with what the rest of its side tells. */
export class RawTexts {
  readonly #sources: RawSources;
  readonly #projects = new Map<SideName, RenderProject>();
  readonly #withGraphs = new Map<SideName, RenderProject | null>();
  readonly #rendered = new Map<string, Promise<Rendering>>();
  readonly #switches = new Map<string, Promise<boolean | null>>();
  readonly #told: ToldRows;

  constructor(sources: RawSources) {
    this.#sources = sources;
    this.#told = new ToldRows({
      ...sources,
      render: ({ node, side }, rows) => this.#renderBesideHooks(node, { side, isIncremental: false, rows }),
    });
  }

  /** The SQL of an object; `isIncremental`: as an incremental run reads it. */
  render(node: Coded, side: SideName, isIncremental: boolean): Promise<Rendering> {
    const key = `${side} ${String(isIncremental)} ${node.uniqueId}`;
    const known = this.#rendered.get(key);
    if (known !== undefined) return known;
    const rendering = this.#renderToldRows({ node, side }, isIncremental);
    this.#rendered.set(key, rendering);
    return rendering;
  }

  /** Renders, and again with the rows of its queries that could be told. */
  async #renderToldRows({ node, side }: Version, isIncremental: boolean): Promise<Rendering> {
    const first = await this.#renderBesideHooks(node, { side, isIncremental, rows: {} });
    if (first.queries.length === 0) return first;
    const rows = await this.#told.of({ node, side }, first.queries);
    if (Object.keys(rows).length === 0) return first;
    const second = await this.#renderBesideHooks(node, { side, isIncremental, rows });
    return second.state === "rendered" ? second : first;
  }

  /** What a hook of an object does, as SQL. Its columns are not looked for, and neither are the rows of its queries. */
  renderHook({ node, side }: Version, { sql }: Hook): Promise<Rendering> {
    return this.#renderJob(node, { side, hook: sql, isIncremental: false, rows: {}, switches: {} }, {});
  }

  /** Renders, and where it does not read all that dbt lists, again with what its hooks read in mind. */
  async #renderBesideHooks(node: Coded, how: Omit<How, "switches">): Promise<Rendering> {
    const first = await this.#renderOnceMore(node, how);
    const hooks = hooksOf(node);
    if (first.state !== "rendered" || first.unread.length === 0 || hooks.length === 0) return first;
    const rendered = await Promise.all(hooks.map((hook) => this.renderHook({ node, side: how.side }, hook)));
    const named = new Set(rendered.flatMap((hook) => (hook.state === "rendered" ? hook.named : [])));
    const readElsewhere = first.unread.filter((id) => named.has(id));
    return readElsewhere.length === 0 ? first : await this.#renderOnceMore(node, { ...how, readElsewhere });
  }

  /** Renders, and again with the variables that other texts of the project show to stand otherwise. */
  async #renderOnceMore(node: Coded, how: Omit<How, "switches">): Promise<Rendering> {
    const first = await this.#renderAsking(node, { ...how, switches: {} });
    if (first.state !== "rendered") return first;
    const open = first.taken.filter((name) => !Object.hasOwn(first.turned, name));
    const shown = await Promise.all(open.map(async (name) => [name, await this.#switch(name)] as const));
    const known = shown.flatMap(([name, isOn]) => (isOn === null ? [] : [[name, isOn] as const]));
    if (known.length === 0) return first;
    return await this.#renderAsking(node, { ...how, switches: Object.fromEntries(known) });
  }

  /**
   * Which way a variable must stand, by the texts that read what dbt lists only so; null where none shows it. Both sides
   * take it alike.
   */
  #switch(name: string): Promise<boolean | null> {
    const known =
      this.#switches.get(name) ??
      this.#findSwitch(name, "head").then((isOn) => isOn ?? this.#findSwitch(name, "base"));
    this.#switches.set(name, known);
    return known;
  }

  async #findSwitch(name: string, side: SideName): Promise<boolean | null> {
    const { nodes } = this.#sources.artifacts[side].project;
    const texts = Object.values(nodes).filter(
      (node): node is Model =>
        node.resourceType === "model" && node.language !== "python" && node.rawCode?.includes(name) === true,
    );
    for (const node of texts.slice(0, MOST_WITNESSES)) {
      const rendering = await this.#renderJob(
        node,
        { side, isIncremental: false, rows: {}, switches: {} },
        {},
      );
      const isOn = rendering.state === "rendered" ? rendering.turned[name] : undefined;
      if (isOn !== undefined) return isOn;
    }
    return null;
  }

  /** Renders, and again with the columns that the text asked for. */
  async #renderAsking(node: Coded, how: How): Promise<Rendering> {
    const columns: Record<UniqueId, KnownColumns | null> = {};
    let rendering = await this.#renderJob(node, how, columns);
    for (let round = 1; round < MOST_ROUNDS && rendering.asked.length > 0; round++) {
      for (const id of rendering.asked) columns[id] = await this.#columnsOf(id, how.side);
      rendering = await this.#renderJob(node, how, columns);
    }
    return rendering;
  }

  async #renderJob(
    node: Coded,
    { side, isIncremental, rows, switches, ...how }: How,
    columns: RenderJob["columns"],
  ): Promise<Rendering> {
    const { artifacts, engine } = this.#sources;
    const self = renderNode(node);
    if (self === null) return { state: "not-rendered", why: NO_SQL, line: null, ...NOTHING_ASKED };
    const job: RenderJob = {
      node: self,
      source: how.hook ?? node.rawCode ?? "",
      parents: renderNodes(node.dependsOn, artifacts[side].project),
      readElsewhere: how.hook === undefined ? (how.readElsewhere ?? []) : node.dependsOn,
      columns,
      rows,
      isIncremental,
      switches,
      test: node.resourceType === "test" && how.hook === undefined ? testOf(node) : null,
    };
    const rendering = await engine.render(this.#projectOf(side), job);
    const whole = rendering.asksGraph ? this.#withGraph(side) : null;
    return whole === null ? rendering : await engine.render(whole, job);
  }

  /** The project with its graph, which is sent only when a text asks for it; null where it is too large. */
  #withGraph(side: SideName): RenderProject | null {
    const known = this.#withGraphs.get(side);
    if (known !== undefined) return known;
    const graph = renderGraph(this.#sources.artifacts[side].project);
    const project = graph === null ? null : { ...this.#projectOf(side), graph };
    this.#withGraphs.set(side, project);
    return project;
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

/** Why there is no text of an object. */
export const NO_SQL = "it has no SQL";
