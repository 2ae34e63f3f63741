import type { Side } from "./core/manifest/artifacts.ts";
import { dialectOf, type Dialect } from "./core/sql/dialect.ts";
import type { UpstreamRelation } from "./core/sql/facts.ts";
import type { Readable } from "./core/sql/known-columns.ts";
import type { EngineRead } from "./core/usage/engine-read.ts";
import { engineReadsIn } from "./core/usage/engine-reads.ts";
import { readsIn } from "./core/usage/facts-reads.ts";
import { KeptTexts } from "./core/usage/kept-texts.ts";
import type { LoggedStatement, ReadLoggedStatement } from "./core/usage/logged-statement.ts";
import { metricIndex, type MetricIndex } from "./core/usage/metric-index.ts";
import { isOutsideView } from "./core/usage/outside-views.ts";
import type { LogNames } from "./core/usage/places/log-names.ts";
import type { StatedEnvironment } from "./core/usage/places/stated-places.ts";
import { withoutAddresses } from "./core/usage/privacy.ts";
import type { QueryAggregate, StatementRead } from "./core/usage/quick/found.ts";
import { quickRead, type QuickReading } from "./core/usage/quick/quick-read.ts";
import type { KnownObject } from "./core/usage/quick/scope.ts";
import { tokensOf, withoutLiterals } from "./core/usage/quick/tokens.ts";
import { builtNodes } from "./core/usage/relation-index.ts";
import { learnLog, type LearnedLog } from "./learn-log.ts";
import type { SqlEngine } from "./ports.ts";
import { SideReader } from "./side-reader.ts";
import type { GroupedLogs } from "./usage-ports.ts";

/** Characters of a statement that a snapshot keeps. */
const MOST_TEXT = 1000;

/** Statements that the SQL engine is asked about: the most frequent that the quick reader did not take. */
const MOST_PARSED = 2000;

/** What a log is read for. */
interface LogSubject {
  readonly side: Side;
  readonly log: Pick<GroupedLogs, "statements" | "relations">;
  readonly environments: readonly StatedEnvironment[];
}

/** What a statement reads, views outside the project among it. */
interface Found extends Pick<ReadLoggedStatement, "reads" | "evidence"> {
  /** Left out or null where nobody knows what the statement computes. */
  readonly aggregates?: readonly QueryAggregate[] | null;
}

/** Finds out what the statements of a log read of a project. */
export class LogStatements {
  readonly #log: LogSubject["log"];
  readonly #dialect: Dialect;
  readonly #adapterType: string | null;
  readonly #nodes: readonly Readable[];
  readonly #learned: LearnedLog;
  readonly #engine: SqlEngine;
  readonly #texts = new KeptTexts();
  readonly #objects = new Set<string>();
  readonly #metrics: MetricIndex;
  #parsed = 0;
  #understood = 0;
  #computed = 0;

  private constructor({ side, log }: LogSubject, learned: LearnedLog, engine: SqlEngine) {
    this.#log = log;
    this.#adapterType = side.project.metadata.adapterType;
    this.#dialect = dialectOf(this.#adapterType);
    this.#nodes = builtNodes(side.project);
    this.#metrics = metricIndex(side.project, this.#dialect);
    this.#learned = learned;
    this.#engine = engine;
  }

  /** Goes over the log once, to learn what its names mean. */
  static async of(subject: LogSubject, engine: SqlEngine): Promise<LogStatements> {
    const { side, log, environments } = subject;
    const dialect = dialectOf(side.project.metadata.adapterType);
    const reader = new SideReader({ base: side, head: side }, [], engine);
    const asked = { log, nodes: builtNodes(side.project), environments, dialect };
    return new LogStatements(subject, await learnLog(asked, reader), engine);
  }

  /** How names of the log were matched to relations. */
  get names(): LogNames {
    return this.#learned.names;
  }

  /** The object behind the name of a relation that was counted before the log was written. */
  idOf(relation: readonly string[]): string | null {
    return this.#learned.index.find(relation, { database: null, schema: null })?.uniqueId ?? null;
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
  async *read(): AsyncGenerator<ReadLoggedStatement> {
    for (const { id, statement } of this.#learned.definitions)
      this.#learned.views.define(id, (await this.#find(statement))?.reads ?? []);
    for await (const statement of this.#log.statements()) {
      const found = await this.#find(statement);
      if (found === null) continue;
      const one = this.#result(statement, found);
      if (one.evidence !== "name") this.#understood += statement.queries;
      for (const { uniqueId } of one.reads) this.#objects.add(uniqueId);
      if (one.reads.length > 0) yield one;
    }
  }

  async #find(statement: LoggedStatement): Promise<Found | null> {
    const byColumns = this.#byEngineColumns(statement);
    if (byColumns !== null) return byColumns;
    const byText = await this.#byText(statement);
    // What the engine says of a text that names nothing of the project was read through a view outside it.
    if (byText !== null && byText.reads.length > 0) return byText;
    const byEngine = this.#byEngineRelations(statement);
    if (byEngine !== null && byEngine.reads.length > 0) return byEngine;
    return byText ?? byEngine ?? this.#byName(statement);
  }

  /** The object of the project behind a name, else the view outside it that the log made. */
  #known(parts: readonly string[], statement: LoggedStatement): KnownObject | null {
    const { index, known, views } = this.#learned;
    const node = index.find(parts, statement);
    if (node !== null) return known.get(node.uniqueId) ?? { uniqueId: node.uniqueId, columns: null };
    const view = views.find(parts, statement);
    return view === null ? null : { uniqueId: view, columns: null };
  }

  #byEngineColumns(statement: LoggedStatement): Found | null {
    const reads = engineReadsIn(statement.reads);
    if (reads === null || reads.some(({ columns }) => columns === null)) return null;
    const found = statement.text === null ? null : this.#quickRead(statement.text, statement);
    const aggregates = found?.state === "read" ? found.aggregates : null;
    return { reads: this.#resolve(reads, statement), aggregates, evidence: "access_history" };
  }

  #resolve(reads: readonly EngineRead[], statement: LoggedStatement): readonly StatementRead[] {
    const found = new Map<string, Set<string>>();
    for (const { relation, columns } of reads) {
      const object = this.#known(relation, statement);
      if (object === null) continue;
      const names = found.get(object.uniqueId) ?? new Set();
      for (const name of columns ?? []) names.add(name);
      found.set(object.uniqueId, names);
    }
    return [...found].map(([uniqueId, names]) => ({ uniqueId, columns: [...names].sort(), star: false }));
  }

  async #byText(statement: LoggedStatement): Promise<Found | null> {
    const { text } = statement;
    if (text === null) return null;
    const found = this.#quickRead(text, statement);
    if (found.state === "read") return { ...found, evidence: "parsed" };
    const named = this.#namedIn(text);
    if (named.length === 0) return { reads: [], aggregates: [], evidence: "parsed" };
    return await this.#parse(text, named);
  }

  #quickRead(text: string, statement: LoggedStatement): QuickReading {
    return quickRead(text, this.#dialect, (parts) => this.#known(parts, statement));
  }

  async #parse(sql: string, named: readonly Named[]): Promise<Found | null> {
    if (this.#parsed >= MOST_PARSED) return null;
    this.#parsed += 1;
    const upstream: UpstreamRelation[] = named.map(({ id, parts }) => {
      const columns = [...(this.#learned.known.get(id)?.columns ?? [])];
      return { id, parts, columns: columns.length === 0 ? null : columns };
    });
    const text = sql.replace(/;\s*$/u, "");
    const [reading] = await this.#engine.read([{ sql: text, adapterType: this.#adapterType, upstream }]);
    if (reading?.state !== "read") return null;
    return { reads: readsIn(reading.facts, new Set(upstream.map(({ id }) => id))), evidence: "parsed" };
  }

  /** Relations that the engine names without columns. */
  #byEngineRelations(statement: LoggedStatement): Found | null {
    const reads = engineReadsIn(statement.reads);
    return reads === null ? null : { reads: this.#resolve(reads, statement), evidence: "engine" };
  }

  /** Relations whose identifier stands in the text. */
  #byName({ text }: LoggedStatement): Found | null {
    if (text === null) return null;
    // What has no query in it, such as DDL, names relations without reading them.
    if (!/\bselect\b/iu.test(text)) return { reads: [], evidence: "parsed" };
    const reads = this.#namedIn(text).map(({ id }) => ({ uniqueId: id, columns: [], star: false }));
    return { reads, evidence: "name" };
  }

  /** Objects of the project, and views outside it, whose identifier is a word of the text. */
  #namedIn(text: string): readonly Named[] {
    const words = new Set(
      tokensOf(text, this.#dialect).flatMap(({ kind, key }) =>
        kind === "word" || kind === "name" ? key.split(".") : [],
      ),
    );
    const { index, views } = this.#learned;
    const nodes = this.#nodes.flatMap((node): readonly Named[] => {
      const parts = index.namesOf(node).findLast((name) => words.has(name.at(-1)?.toLowerCase() ?? ""));
      return parts === undefined ? [] : [{ id: node.uniqueId, parts }];
    });
    return [...nodes, ...views.among(words)];
  }

  #result({ id, text, queries }: LoggedStatement, found: Found): ReadLoggedStatement {
    const { aggregates = null, evidence } = found;
    // What a view outside the project computes does not stand in what reads it.
    if (aggregates !== null && !found.reads.some(({ uniqueId }) => isOutsideView(uniqueId)))
      this.#computed += queries;
    const metrics = this.#metrics(aggregates ?? [], text ?? "");
    const reads = this.#learned.views.expand(found.reads);
    const isKept = text !== null && this.#texts.takes(reads, metrics);
    const shown = isKept
      ? withoutAddresses(withoutLiterals(text.slice(0, MOST_TEXT * 4), this.#dialect))
      : "";
    const short = shown.length > MOST_TEXT ? `${shown.slice(0, MOST_TEXT)}…` : shown;
    return { id, reads, metrics, evidence, text: short };
  }
}

/** An object or a view that a text may name. */
interface Named {
  readonly id: string;
  readonly parts: readonly string[];
}
