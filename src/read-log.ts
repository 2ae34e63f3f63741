import type { Side } from "./core/manifest/artifacts.ts";
import { dialectOf, type Dialect } from "./core/sql/dialect.ts";
import type { UpstreamRelation } from "./core/sql/facts.ts";
import { partsOf, type Readable } from "./core/sql/known-columns.ts";
import { engineReadsIn } from "./core/usage/engine-reads.ts";
import { readsIn } from "./core/usage/facts-reads.ts";
import { KeptTexts } from "./core/usage/kept-texts.ts";
import type { LoggedStatement, ReadLoggedStatement } from "./core/usage/logged-statement.ts";
import type { EngineRead } from "./core/usage/engine-read.ts";
import { metricIndex, type MetricIndex } from "./core/usage/metric-index.ts";
import type { QueryAggregate, StatementRead } from "./core/usage/quick/found.ts";
import { quickRead, type QuickReading } from "./core/usage/quick/quick-read.ts";
import type { KnownObject } from "./core/usage/quick/scope.ts";
import { tokensOf, withoutLiterals } from "./core/usage/quick/tokens.ts";
import { relationIndex, type RelationIndex } from "./core/usage/relation-index.ts";
import type { SqlEngine } from "./ports.ts";
import { SideReader } from "./side-reader.ts";

/** Characters of a statement that a snapshot keeps. */
const MOST_TEXT = 1000;

/** Statements that the SQL engine is asked about: the most frequent that the quick reader did not take. */
const MOST_PARSED = 2000;

/** Finds out what the statements of a log read of a project. */
export class LogStatements {
  readonly #dialect: Dialect;
  readonly #index: RelationIndex;
  readonly #reader: SideReader;
  readonly #engine: SqlEngine;
  readonly #known = new Map<string, KnownObject>();
  readonly #texts = new KeptTexts();
  readonly #objects = new Set<string>();
  readonly #metrics: MetricIndex;
  #parsed = 0;
  #understood = 0;
  #computed = 0;

  constructor(side: Side, engine: SqlEngine) {
    this.#dialect = dialectOf(side.project.metadata.adapterType);
    this.#index = relationIndex(side.project);
    this.#metrics = metricIndex(side.project, this.#dialect);
    this.#reader = new SideReader({ base: side, head: side }, [], engine);
    this.#engine = engine;
  }

  /** The object behind the name of a relation that was counted before the log was written. */
  idOf(relation: readonly string[]): string | null {
    return this.#index.find(relation, { database: null, schema: null })?.uniqueId ?? null;
  }

  /** Queries of which it is known what they read, of those that were read so far. */
  get understood(): number {
    return this.#understood;
  }

  /** Queries of which it is known what they compute. */
  get computed(): number {
    return this.#computed;
  }

  /** Objects that they read, by id. */
  get objects(): ReadonlySet<string> {
    return this.#objects;
  }

  /** What touches the project, in the order of the log. What touches nothing of it is understood, and is not given. */
  async *read(statements: () => AsyncIterable<LoggedStatement>): AsyncGenerator<ReadLoggedStatement> {
    await this.#learnColumns(statements());
    for await (const statement of statements()) {
      const one =
        this.#byEngineColumns(statement) ?? (await this.#byText(statement)) ?? this.#byLesserSigns(statement);
      if (one === null) continue;
      if (one.evidence !== "name") this.#understood += statement.queries;
      for (const { uniqueId } of one.reads) this.#objects.add(uniqueId);
      if (one.reads.length > 0) yield one;
    }
  }

  /** Columns are asked for once for each object that some statement may name. */
  async #learnColumns(statements: AsyncIterable<LoggedStatement>): Promise<void> {
    const unseen = new Map(this.#index.nodes.map((node) => [identifierOf(node), node]));
    const seen = new Set([...unseen.keys()].filter((identifier) => !PLAIN.test(identifier)));
    for await (const { text, reads } of statements) {
      if (unseen.size === 0) break;
      for (const [word] of `${text ?? ""} ${reads ?? ""}`.toLowerCase().matchAll(WORDS)) {
        const node = unseen.get(word);
        if (node === undefined) continue;
        seen.add(identifierOf(node));
        unseen.delete(word);
      }
    }
    for (const node of this.#index.nodes) {
      if (!seen.has(identifierOf(node))) continue;
      const columns = await this.#reader.columnsOf(node, "head");
      this.#known.set(node.uniqueId, {
        uniqueId: node.uniqueId,
        columns: columns === null ? null : new Set(columns.map((name) => name.toLowerCase())),
      });
    }
  }

  #find(parts: readonly string[], { database, schema }: LoggedStatement): Readable | null {
    return this.#index.find(parts, { database, schema });
  }

  #byEngineColumns(statement: LoggedStatement): ReadLoggedStatement | null {
    const reads = engineReadsIn(statement.reads);
    if (reads === null || reads.some(({ columns }) => columns === null)) return null;
    const { text } = statement;
    const aggregates = text === null ? null : this.#aggregatesIn(statement, text);
    return this.#result(statement, {
      reads: this.#resolve(reads, statement),
      aggregates,
      evidence: "access_history",
    });
  }

  #resolve(reads: readonly EngineRead[], statement: LoggedStatement): readonly StatementRead[] {
    const found = new Map<string, Set<string>>();
    for (const { relation, columns } of reads) {
      const node = this.#find(relation, statement);
      if (node === null) continue;
      const names = found.get(node.uniqueId) ?? new Set();
      for (const name of columns ?? []) names.add(name);
      found.set(node.uniqueId, names);
    }
    return [...found].map(([uniqueId, names]) => ({ uniqueId, columns: [...names].sort(), star: false }));
  }

  async #byText(statement: LoggedStatement): Promise<ReadLoggedStatement | null> {
    const { text } = statement;
    if (text === null) return null;
    const found = this.#quickRead(statement, text);
    if (found.state === "read") return this.#result(statement, { ...found, evidence: "parsed" });
    const named = this.#namedIn(text);
    if (named.length === 0) return this.#result(statement, { reads: [], aggregates: [], evidence: "parsed" });
    return await this.#parse(statement, text, named);
  }

  #aggregatesIn(statement: LoggedStatement, text: string): readonly QueryAggregate[] | null {
    const found = this.#quickRead(statement, text);
    return found.state === "read" ? found.aggregates : null;
  }

  #quickRead(statement: LoggedStatement, text: string): QuickReading {
    return quickRead(text, this.#dialect, (parts) => {
      const node = this.#find(parts, statement);
      return node === null
        ? null
        : (this.#known.get(node.uniqueId) ?? { uniqueId: node.uniqueId, columns: null });
    });
  }

  async #parse(
    statement: LoggedStatement,
    sql: string,
    named: readonly Readable[],
  ): Promise<ReadLoggedStatement | null> {
    if (this.#parsed >= MOST_PARSED) return null;
    this.#parsed += 1;
    const upstream: UpstreamRelation[] = named.map((node) => ({
      id: node.uniqueId,
      parts: partsOf(node),
      columns: [...(this.#known.get(node.uniqueId)?.columns ?? [])],
    }));
    const known = upstream.map((one) => (one.columns?.length === 0 ? { ...one, columns: null } : one));
    const text = sql.replace(/;\s*$/u, "");
    const [reading] = await this.#engine.read([
      { sql: text, adapterType: this.#reader.adapterType, upstream: known },
    ]);
    if (reading?.state !== "read") return null;
    const reads = readsIn(reading.facts, new Set(upstream.map(({ id }) => id)));
    return this.#result(statement, { reads, evidence: "parsed" });
  }

  /** Relations that the engine names without columns, else those whose identifier stands in the text. */
  #byLesserSigns(statement: LoggedStatement): ReadLoggedStatement | null {
    const reads = engineReadsIn(statement.reads);
    if (reads !== null) {
      return this.#result(statement, { reads: this.#resolve(reads, statement), evidence: "engine" });
    }
    if (statement.text === null) return null;
    // What has no query in it, such as DDL, names relations without reading them.
    if (!/\bselect\b/iu.test(statement.text))
      return this.#result(statement, { reads: [], evidence: "parsed" });
    const named = this.#namedIn(statement.text);
    return this.#result(statement, {
      reads: named.map(({ uniqueId }) => ({ uniqueId, columns: [], star: false })),
      evidence: "name",
    });
  }

  /** Objects of the project whose identifier is a word of the text. */
  #namedIn(text: string): readonly Readable[] {
    const words = new Set(
      tokensOf(text, this.#dialect).flatMap(({ kind, key }) =>
        kind === "word" || kind === "name" ? key.split(".") : [],
      ),
    );
    return this.#index.nodes.filter((node) => words.has(partsOf(node).at(-1)?.toLowerCase() ?? ""));
  }

  #result({ id, text, queries }: LoggedStatement, found: FoundReads): ReadLoggedStatement {
    const { reads, aggregates = null, evidence } = found;
    if (aggregates !== null) this.#computed += queries;
    const metrics = this.#metrics(aggregates ?? [], text ?? "");
    const isKept = text !== null && this.#texts.takes(reads, metrics);
    const shown = isKept ? withoutLiterals(text.slice(0, MOST_TEXT * 4), this.#dialect) : "";
    const short = shown.length > MOST_TEXT ? `${shown.slice(0, MOST_TEXT)}…` : shown;
    return { id, reads, metrics, evidence, text: short };
  }
}

interface FoundReads extends Pick<ReadLoggedStatement, "reads" | "evidence"> {
  /** Left out or null where nobody knows what the statement computes. */
  readonly aggregates?: readonly QueryAggregate[] | null;
}

const WORDS = /[\p{L}_][\p{L}\p{N}_$]*/gu;
/** An identifier that is one word; others are not looked for, they are taken to be there. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

function identifierOf(node: Readable): string {
  return partsOf(node).at(-1)?.toLowerCase() ?? "";
}
