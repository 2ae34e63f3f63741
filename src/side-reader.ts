import type { Change } from "./core/diff/change.ts";
import { renamedIds } from "./core/diff/renamed-ids.ts";
import { findCycles, findCyclesFrom } from "./core/lineage/cycles.ts";
import { readsOnEither } from "./core/lineage/reads-on-either.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { Node } from "./core/manifest/project.ts";
import type { UpstreamRelation } from "./core/sql/facts.ts";
import {
  columnsWithoutSql,
  isReadable,
  partsOf,
  readableFrom,
  type Readable,
  type Reader,
  type SideName,
} from "./core/sql/known-columns.ts";
import type { SqlReading } from "./core/sql/reading.ts";
import { withOrigin } from "./core/sql/text-origin.ts";
import { isSameRelation, writtenOut } from "./core/sql/written-out.ts";
import { knownColumns, type FoundColumns } from "./known-columns-of.ts";
import { ModelTexts, type ModelText } from "./model-texts.ts";
import type { SqlEngine } from "./ports.ts";
import type { Coded } from "./raw-texts.ts";

/** Reads the SQL of the objects of both sides, with the columns of what they read. One serves all stages of a review. */
export class SideReader {
  readonly #artifacts: Artifacts;
  readonly #idOf: ReadonlyMap<UniqueId, UniqueId>;
  readonly #engine: SqlEngine;
  /** Where the SQL of objects comes from. */
  readonly texts: ModelTexts;
  readonly #columns = new Map<string, Promise<FoundColumns | null>>();
  #circles: ReadonlySet<UniqueId> | null = null;

  constructor(artifacts: Artifacts, changes: readonly Change[], engine: SqlEngine) {
    this.#artifacts = artifacts;
    this.#idOf = renamedIds(changes);
    this.#engine = engine;
    this.texts = new ModelTexts({
      artifacts,
      idOf: this.#idOf,
      engine,
      columnsOf: async (node, side) =>
        knownColumns(node, { artifacts, side, read: await this.#foundColumns(node, side) }),
      read: async (sql, { node, side }) => {
        const [reading] = await engine.read([
          { sql, adapterType: this.adapterType, upstream: await this.#upstream(node, side) },
        ]);
        return reading?.state === "read" ? reading.facts : null;
      },
    });
  }

  get adapterType(): string | null {
    return this.#artifacts.head.project.metadata.adapterType;
  }

  /** The reading of an object that has SQL. */
  async read(node: Reader, side: SideName): Promise<SqlReading> {
    return await this.readWith(node, await this.#upstream(node, side), side);
  }

  /** The reading of what an incremental run of an object does; null where that is the same, or there is none. */
  async readIncremental(node: Reader, side: SideName): Promise<SqlReading | null> {
    if (!hasCode(node)) return null;
    const text = await this.texts.of(node, side, true);
    if (text.sql === null || !text.hasIncremental) return null;
    return await this.#readText(text, await this.#upstream(node, side));
  }

  /** The reading of an object that has SQL, with what is told of the relations that it reads. */
  async readWith(
    node: Reader,
    upstream: readonly UpstreamRelation[],
    side: SideName = "head",
  ): Promise<SqlReading> {
    return await this.#readText(hasCode(node) ? await this.texts.of(node, side) : NO_TEXT, upstream);
  }

  async #readText(text: ModelText, upstream: readonly UpstreamRelation[]): Promise<SqlReading> {
    if (text.sql === null) return { state: "unread", code: "not-rendered", why: text.why };
    const [reading] = await this.#engine.read([{ sql: text.sql, adapterType: this.adapterType, upstream }]);
    if (reading === undefined) return { state: "unread", code: "crashed", why: "the engine gave no answer" };
    return withOrigin(reading, text);
  }

  async #upstream(node: Reader, side: SideName): Promise<readonly UpstreamRelation[]> {
    const readable = readableFrom(node, this.#artifacts[side].project);
    const written = side === "base" ? await this.#writtenOut(node, readable) : [];
    const others = readable.filter((other) => !written.some(({ here }) => isSameRelation(here, other)));
    return await Promise.all([
      ...written.map(async ({ id, here }) => ({
        id,
        parts: partsOf(here),
        columns: this.#closesCircle(id, node) ? null : await this.columnsOf(here, side),
      })),
      ...others.map(async (other) => ({
        id: this.#sharedId(other.uniqueId, side),
        parts: partsOf(other),
        columns: other === node ? null : await this.columnsOf(other, side),
      })),
    ]);
  }

  /** What head reads by `ref` or `source` and base, which does not, names itself: by head's id, as it is in base. */
  async #writtenOut(
    node: Reader,
    own: readonly Readable[],
  ): Promise<readonly { readonly id: UniqueId; readonly here: Readable }[]> {
    const { base, head } = this.#artifacts;
    const twin = head.project.nodes[this.#sharedId(node.uniqueId, "base")];
    if (!hasCode(node) || twin === undefined || !isReader(twin)) return [];
    const ids = new Set(own.map(({ uniqueId }) => this.#sharedId(uniqueId, "base")));
    const cameFrom = new Map([...this.#idOf].map(([from, to]) => [to, from]));
    const wanted = readableFrom(twin, head.project).flatMap((other) => {
      if (ids.has(other.uniqueId)) return [];
      const before = base.project.nodes[cameFrom.get(other.uniqueId) ?? other.uniqueId];
      return [{ id: other.uniqueId, here: before !== undefined && isReadable(before) ? before : other }];
    });
    if (wanted.length === 0) return [];
    const { sql } = await this.texts.of(node, "base");
    const found = new Set(
      writtenOut(
        sql ?? "",
        node,
        wanted.map(({ here }) => here),
      ),
    );
    return wanted.filter(({ here }) => found.has(here));
  }

  /** Whether an object reads the one that writes it out, by what either side says: they would wait for each other. */
  #closesCircle(id: UniqueId, reader: Reader): boolean {
    const wanted = this.#sharedId(reader.uniqueId, "base");
    return readsOnEither(id, wanted, { artifacts: this.#artifacts, idOf: this.#idOf });
  }

  /** What both sides call an object: head's id. */
  #sharedId(id: UniqueId, side: SideName): string {
    return side === "base" ? (this.#idOf.get(id) ?? id) : id;
  }

  /** The columns of an object, null where nobody knows. Those of objects that read each other in a circle are not known. */
  async columnsOf(node: Readable, side: SideName): Promise<readonly string[] | null> {
    return (await this.#foundColumns(node, side))?.names ?? null;
  }

  #foundColumns(node: Readable, side: SideName): Promise<FoundColumns | null> {
    const key = `${side} ${node.uniqueId}`;
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const columns = this.#isInCircle(node.uniqueId) ? Promise.resolve(null) : this.#findColumns(node, side);
    this.#columns.set(key, columns);
    return columns;
  }

  #isInCircle(id: UniqueId): boolean {
    this.#circles ??= new Set(this.#findCircles());
    return this.#circles.has(id);
  }

  #findCircles(): readonly UniqueId[] {
    const [base, head] = [this.#artifacts.base.project, this.#artifacts.head.project];
    // A circle of which nothing differs is one of head too.
    const differing = Object.keys(base.nodes).filter((id) => base.nodes[id] !== head.nodes[id]);
    return [...findCyclesFrom(differing, base), ...findCycles(head)];
  }

  async #findColumns(node: Readable, side: SideName): Promise<FoundColumns | null> {
    const names = columnsWithoutSql(node.uniqueId, side, this.#artifacts);
    if (names !== null) return { names, isGuessed: false };
    if (!this.#isReadOnBoth(node, side)) return null;
    const parents = readableFrom(node, this.#artifacts[side].project);
    const bare = parents.map((other) => ({
      id: this.#sharedId(other.uniqueId, side),
      parts: partsOf(other),
      columns: null,
    }));
    // Most models end in a list of columns. Only a star needs to know what is above.
    const first = columnsIn(await this.readWith(node, bare, side));
    if (first !== null) return first;
    const found = columnsIn(await this.readWith(node, await this.#upstream(node, side), side));
    const others = parents.filter((other) => other !== node);
    const above = await Promise.all(others.map((other) => this.#foundColumns(other, side)));
    return found === null || !above.some((each) => each?.isGuessed === true)
      ? found
      : { ...found, isGuessed: true };
  }

  /** Known on one side alone, columns would make a star of both sides look different. */
  #isReadOnBoth(node: Readable, side: SideName): boolean {
    if (!hasCode(node) || this.texts.from(node, side) === null) return false;
    const opposite = side === "base" ? "head" : "base";
    const other = this.#artifacts[opposite].project.nodes[node.uniqueId];
    if (other === undefined) return true;
    return isReadable(other) && hasCode(other) && this.texts.from(other, opposite) !== null;
  }
}

const NO_TEXT: ModelText = { sql: null, why: "it has no SQL" };

function hasCode(node: Reader): node is Coded {
  return "compiledCode" in node;
}

function isReader(node: Node): node is Reader {
  return isReadable(node) || node.resourceType === "test";
}

function columnsIn(reading: SqlReading): FoundColumns | null {
  if (reading.state !== "read" || reading.facts.incomplete !== null) return null;
  const { columns, origin } = reading.facts;
  return { names: columns.map(({ name }) => name), isGuessed: origin === "guessed" };
}
