import type { ColumnEdge, ColumnStart, Untraced } from "./core/columns/column-graph.ts";
import { hookEdges } from "./core/columns/hook-edges.ts";
import { namingEdges } from "./core/columns/naming-edges.ts";
import { ReachedColumns } from "./core/columns/reached-columns.ts";
import { ownerlessNames, sqlEdges } from "./core/columns/sql-edges.ts";
import { tracedParts } from "./core/columns/traced-parts.ts";
import { wholeEdge } from "./core/columns/whole-edges.ts";
import type { Change } from "./core/diff/change.ts";
import type { Graphs } from "./core/lineage/graph.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { Node, Project } from "./core/manifest/project.ts";
import { isOwnTest } from "./core/columns/own-test.ts";
import type { StatementFacts, UpstreamRelation } from "./core/sql/facts.ts";
import { columnsWithoutSql, readableFrom, type Readable } from "./core/sql/known-columns.ts";
import { sqlTargets, type SqlComparison } from "./core/sql/sql-comparison.ts";
import type { SideReader } from "./side-reader.ts";

/** What a trace of columns is made from. */
export interface TraceInput {
  readonly artifacts: Artifacts;
  readonly changes: readonly Change[];
  readonly sql: SqlComparison;
  readonly graphs: Graphs;
}

/** Objects whose SQL is read for one review. What lies beyond is followed object by object. */
const MOST_READ = 200;

/** Follows changed columns through head, one object after all of its parents. */
export class ColumnTracer {
  readonly edges: ColumnEdge[] = [];
  readonly untraced: Untraced[] = [];
  /** Objects whose rows a changed column decides. */
  readonly otherRows = new Set<UniqueId>();
  readonly #input: TraceInput;
  readonly #reader: SideReader;
  readonly #reached: ReachedColumns;
  /** Objects whose own text is another than in base: a name in it may mean another relation than it did. */
  readonly #rewritten: ReadonlySet<UniqueId>;
  readonly #columns = new Map<UniqueId, readonly string[]>();
  readonly #relations = new Map<UniqueId, ReadonlySet<string>>();
  #read = 0;

  constructor(input: TraceInput, starts: readonly ColumnStart[], reader: SideReader) {
    this.#input = input;
    this.#reader = reader;
    this.#reached = new ReachedColumns(starts);
    const added = input.changes.filter(({ kind }) => kind === "added");
    this.#rewritten = new Set([...sqlTargets(input.changes), ...added].map(({ uniqueId }) => uniqueId));
    for (const { uniqueId, head } of input.sql.compared) {
      if (head.state === "read") this.#remember(uniqueId, head.facts);
    }
  }

  /** Whether an object reads another, as far as its SQL was read; else as its dependencies say. */
  reads(reader: UniqueId, relation: UniqueId): boolean {
    // What is read of a changed object looks through ephemeral models to what these read.
    if (this.#nodes[relation]?.isEphemeral === true) return true;
    return this.#relations.get(reader)?.has(relation) ?? true;
  }

  /** Finds what an object uses of the columns that reached its parents, and what names its own. */
  async enter(id: UniqueId): Promise<void> {
    const node = this.#nodes[id];
    if (node === undefined) return;
    const parents = node.dependsOn.filter((parent) => parent !== id && this.#reached.has(parent));
    if (parents.length > 0) await this.#follow(node, parents);
    if (!this.#reached.has(id)) return;
    const scope = { project: this.#input.artifacts.head.project, graph: this.#input.graphs.head };
    for (const column of this.#reached.of(id)) this.edges.push(...namingEdges(scope, node, column));
  }

  get #nodes(): Readonly<Record<UniqueId, Node>> {
    return this.#input.artifacts.head.project.nodes;
  }

  async #follow(node: Node, parents: readonly UniqueId[]): Promise<void> {
    if (NAMING.has(node.resourceType) && !isTraced(node, this.#input.artifacts.head.project)) return;
    if (!isTraced(node, this.#input.artifacts.head.project)) {
      this.edges.push(...parents.map((parent) => wholeEdge(parent, node.uniqueId, "model")));
      return;
    }
    const unreadable = this.#unreadable(node);
    if (unreadable !== null) return this.#giveUp(unreadable, parents);
    const exact =
      this.#rewritten.has(node.uniqueId) || parents.some((parent) => this.#reached.isGone(parent));
    await this.#readAndFollow(node, parents, exact);
  }

  #unreadable(node: Traced): Untraced | null {
    const { uniqueId } = node;
    if ("language" in node && node.language === "python") {
      return { uniqueId, code: "python", why: "it is Python" };
    }
    if (this.#reader.texts.from(node, "head") === null) {
      return { uniqueId, code: "not-compiled", why: "it has no SQL" };
    }
    if (++this.#read <= MOST_READ) return null;
    return { uniqueId, code: "too-many", why: `more than ${MOST_READ} objects read what changed` };
  }

  async #readAndFollow(node: Traced, parents: readonly UniqueId[], exact: boolean): Promise<void> {
    const { uniqueId } = node;
    const reading = await this.#reader.readWith(node, await this.#upstream(node, exact));
    if (reading.state !== "read") {
      return this.#giveUp({ uniqueId, code: "not-read", why: reading.why }, parents);
    }
    const { facts } = reading;
    const lost = [...ownerlessNames(facts)].filter((name) =>
      parents.some((parent) => this.#reached.of(parent).has(name)),
    );
    if (lost.length > 0 && !exact) return await this.#readAndFollow(node, parents, true);
    const hooks = await this.#hooksOf(node, facts, parents);
    const relations = [...facts.relations, ...hooks.flatMap(({ named }) => named)];
    this.#remember(uniqueId, { ...facts, relations });
    this.#followUnread(uniqueId, { ...facts, relations }, parents);
    this.#add(hookEdges(uniqueId, hooks, (relation) => this.#reached.of(relation)));
    this.#add(sqlEdges(uniqueId, facts, (relation, column) => this.#reached.of(relation).has(column)));
    if (lost.length === 0) return;
    const why = `whose \`${lost[0] ?? ""}\` it reads is not known`;
    this.#giveUp({ uniqueId, code: "not-resolved", why }, parents);
  }

  /** What its hooks run, beside its own SQL. */
  async #hooksOf(node: Traced, { relations }: StatementFacts, parents: readonly UniqueId[]) {
    const hooks = await this.#reader.texts.hooks(node, "head");
    const read = hooks.flatMap(({ rendering }) => (rendering.state === "rendered" ? [rendering] : []));
    const unread = parents.filter((id) => !relations.includes(id));
    if (read.length < hooks.length && unread.length > 0) {
      const why = "one of its hooks could not be rendered";
      this.#giveUp({ uniqueId: node.uniqueId, code: "not-read", why }, unread);
    }
    return read;
  }

  /** What dbt lists and a guessed text does not read may be read all the same. */
  #followUnread(
    uniqueId: UniqueId,
    { origin, relations }: StatementFacts,
    parents: readonly UniqueId[],
  ): void {
    if (origin !== "guessed") return;
    const unread = parents.filter((id) => !relations.includes(id) && this.#nodes[id]?.isEphemeral !== true);
    const why = "its SQL depends on what only a warehouse or the settings know";
    if (unread.length > 0) this.#giveUp({ uniqueId, code: "guessed", why }, unread);
  }

  #add(edges: readonly ColumnEdge[]): void {
    for (const edge of edges) {
      this.edges.push(edge);
      if (edge.kind === "rows") this.otherRows.add(edge.to.uniqueId);
      else this.#reached.pass(edge);
    }
  }

  #giveUp(untraced: Untraced, parents: readonly UniqueId[]): void {
    const node = this.#nodes[untraced.uniqueId];
    // What a generic test uses stands in its arguments, too.
    if (node?.resourceType === "test" && node.generic !== null) return;
    this.untraced.push(untraced);
    this.edges.push(...parents.map((parent) => wholeEdge(parent, untraced.uniqueId, "model")));
  }

  /** What is told of the relations that an object reads: columns that are gone are offered too, so that who names them is found. */
  async #upstream(node: Traced, exact: boolean): Promise<readonly UpstreamRelation[]> {
    const { artifacts } = this.#input;
    const others = readableFrom(node, artifacts.head.project);
    const known = await Promise.all(
      others.map(async (other) => {
        if (other === node) return null;
        if (exact || this.#reached.has(other.uniqueId)) return await this.#columnsOf(other);
        return columnsWithoutSql(other.uniqueId, "head", artifacts);
      }),
    );
    const isOffered = (name: string): boolean =>
      known.some((columns) => columns?.some((column) => column.toLowerCase() === name) === true);
    return others.flatMap((other, index) => {
      const columns = known[index] ?? null;
      const extra = [...this.#reached.of(other.uniqueId)].filter(
        // In a text that was rewritten the name means whoever still has it.
        (name) => !this.#rewritten.has(node.uniqueId) || !isOffered(name),
      );
      const offered = extra.length === 0 ? columns : withNames(columns ?? [], extra);
      return tracedParts(other).map((parts) => ({ id: other.uniqueId, parts, columns: offered }));
    });
  }

  async #columnsOf(node: Readable): Promise<readonly string[] | null> {
    return this.#columns.get(node.uniqueId) ?? (await this.#reader.columnsOf(node, "head"));
  }

  #remember(id: UniqueId, { columns, incomplete, relations }: StatementFacts): void {
    this.#relations.set(id, new Set(relations));
    if (incomplete === null)
      this.#columns.set(
        id,
        columns.map(({ name }) => name),
      );
  }
}

type Traced = Extract<Node, { readonly resourceType: "model" | "snapshot" | "analysis" | "test" }>;

/** Of tests those whose SQL the project wrote itself: what others use is in their arguments. */
function isTraced(node: Node, project: Project): node is Traced {
  return TRACED.has(node.resourceType) || (node.resourceType === "test" && isOwnTest(node, project));
}

const TRACED: ReadonlySet<string> = new Set(["model", "snapshot", "analysis"]);
/** What names single columns by itself. */
const NAMING: ReadonlySet<string> = new Set(["test", "unit_test", "semantic_model", "metric", "saved_query"]);

function withNames(columns: readonly string[], extra: readonly string[]): readonly string[] {
  const known = new Set(columns.map((column) => column.toLowerCase()));
  return [...columns, ...extra.filter((name) => !known.has(name))];
}
