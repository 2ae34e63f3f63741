import type { Change } from "./core/diff/change.ts";
import { renamedIds } from "./core/diff/renamed-ids.ts";
import { findCycles } from "./core/lineage/cycles.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { UpstreamRelation } from "./core/sql/facts.ts";
import {
  columnsWithoutSql,
  isReadable,
  partsOf,
  readableFrom,
  type Readable,
  type SideName,
} from "./core/sql/known-columns.ts";
import type { SqlReading } from "./core/sql/reading.ts";
import { sourceText } from "./core/sql/source-text.ts";
import type { SqlEngine } from "./ports.ts";

/** Reads the SQL of the objects of both sides, with the columns of what they read. One serves all stages of a review. */
export class SideReader {
  readonly #artifacts: Artifacts;
  readonly #idOf: ReadonlyMap<UniqueId, UniqueId>;
  readonly #engine: SqlEngine;
  readonly #columns = new Map<string, Promise<readonly string[] | null>>();
  #circles: ReadonlySet<UniqueId> | null = null;

  constructor(artifacts: Artifacts, changes: readonly Change[], engine: SqlEngine) {
    this.#artifacts = artifacts;
    this.#idOf = renamedIds(changes);
    this.#engine = engine;
  }

  get adapterType(): string | null {
    return this.#artifacts.head.project.metadata.adapterType;
  }

  /** The reading of an object that has SQL. */
  async read(node: Readable, side: SideName): Promise<SqlReading> {
    return await this.readWith(node, await this.#upstream(node, side));
  }

  /** The reading of an object that has SQL, with what is told of the relations that it reads. */
  async readWith(node: Readable, upstream: readonly UpstreamRelation[]): Promise<SqlReading> {
    const sql = textOf(node) ?? "";
    const [reading] = await this.#engine.read([{ sql, adapterType: this.adapterType, upstream }]);
    return reading ?? { state: "unread", code: "crashed", why: "the engine gave no answer" };
  }

  async #upstream(node: Readable, side: SideName): Promise<readonly UpstreamRelation[]> {
    const readable = readableFrom(node, this.#artifacts[side].project);
    return await Promise.all(
      readable.map(async (other) => ({
        id: this.#sharedId(other.uniqueId, side),
        parts: partsOf(other),
        columns: other === node ? null : await this.columnsOf(other, side),
      })),
    );
  }

  /** What both sides call an object: head's id. */
  #sharedId(id: UniqueId, side: SideName): string {
    return side === "base" ? (this.#idOf.get(id) ?? id) : id;
  }

  /** The columns of an object, null where nobody knows. Those of objects that read each other in a circle are not known. */
  columnsOf(node: Readable, side: SideName): Promise<readonly string[] | null> {
    const key = `${side} ${node.uniqueId}`;
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const columns = this.#isInCircle(node.uniqueId) ? Promise.resolve(null) : this.#findColumns(node, side);
    this.#columns.set(key, columns);
    return columns;
  }

  #isInCircle(id: UniqueId): boolean {
    const { base, head } = this.#artifacts;
    this.#circles ??= new Set([...findCycles(base.project), ...findCycles(head.project)]);
    return this.#circles.has(id);
  }

  async #findColumns(node: Readable, side: SideName): Promise<readonly string[] | null> {
    const known = columnsWithoutSql(node.uniqueId, side, this.#artifacts);
    if (known !== null || textOf(node) === null || !this.#isCompiledOnBoth(node, side)) return known;
    const parents = readableFrom(node, this.#artifacts[side].project);
    const bare = parents.map((other) => ({
      id: this.#sharedId(other.uniqueId, side),
      parts: partsOf(other),
      columns: null,
    }));
    // Most models end in a list of columns. Only a star needs to know what is above.
    const first = columnsIn(await this.readWith(node, bare));
    return first ?? columnsIn(await this.readWith(node, await this.#upstream(node, side)));
  }

  /** Known on one side alone, columns would make a star of both sides look different. */
  #isCompiledOnBoth(node: Readable, side: SideName): boolean {
    const { nodes } = this.#artifacts[side === "base" ? "head" : "base"].project;
    const other = nodes[node.uniqueId];
    return other === undefined || (isReadable(other) && textOf(other) !== null);
  }
}

function textOf(node: Readable): string | null {
  return "compiledCode" in node ? sourceText(node) : null;
}

function columnsIn(reading: SqlReading): readonly string[] | null {
  if (reading.state !== "read" || reading.facts.incomplete !== null) return null;
  return reading.facts.columns.map(({ name }) => name);
}
