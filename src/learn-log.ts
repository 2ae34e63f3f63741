import type { Dialect } from "./core/sql/dialect.ts";
import type { Readable } from "./core/sql/known-columns.ts";
import { engineReadsIn } from "./core/usage/engine-reads.ts";
import type { LoggedStatement } from "./core/usage/logged-statement.ts";
import { OutsideViews, viewMadeBy } from "./core/usage/outside-views.ts";
import { identifiersOf } from "./core/usage/places/place.ts";
import { readNames, type ReadNames } from "./core/usage/places/read-names.ts";
import { relationNamesIn } from "./core/usage/places/relation-names.ts";
import { Sightings } from "./core/usage/places/sightings.ts";
import type { StatedEnvironment } from "./core/usage/places/stated-places.ts";
import type { KnownObject } from "./core/usage/quick/scope.ts";
import { ownNames, relationIndex, type RelationIndex } from "./core/usage/relation-index.ts";
import type { SideReader } from "./side-reader.ts";
import type { GroupedLogs } from "./usage-ports.ts";

/** What is asked of a log before its statements are read. */
export interface LogToLearn {
  readonly log: Pick<GroupedLogs, "statements" | "relations">;
  /** Every object that has a relation of its own. */
  readonly nodes: readonly Readable[];
  readonly environments: readonly StatedEnvironment[];
  readonly dialect: Dialect;
}

/** A statement that made a view outside the project. */
interface ViewDefinition {
  readonly id: string;
  readonly statement: LoggedStatement;
}

/** What the statements of a log are read with. */
export interface LearnedLog {
  readonly index: RelationIndex;
  readonly names: ReadNames["names"];
  readonly views: OutsideViews;
  readonly definitions: readonly ViewDefinition[];
  /** Objects that some statement may name, by id, with their columns. */
  readonly known: ReadonlyMap<string, KnownObject>;
}

/** Definitions of views that are read, those that were made most often first: a scheduler may make one anew every hour. */
const MOST_DEFINITIONS = 5000;

/** Goes over a log once: where it names relations, which views it makes, and which objects it may name at all. */
export async function learnLog(asked: LogToLearn, reader: SideReader): Promise<LearnedLog> {
  const { log, nodes, environments, dialect } = asked;
  const owners = ownNames(nodes);
  const identifiers = new Set(nodes.flatMap(identifiersOf));
  const sightings = new Sightings((identifier) => identifiers.has(identifier));
  const words = new NamedWords(identifiers);
  const makers: { readonly name: readonly string[]; readonly statement: LoggedStatement }[] = [];
  // How often they were counted is not known here: without a weight, no other place outweighs the manifest's own.
  for (const relation of log.relations) sightings.see(relation.map(lower), NOWHERE, 0);
  for await (const statement of log.statements()) {
    words.note(statement);
    for (const name of namesIn(statement)) sightings.see(name, statement, statement.queries);
    const made = makers.length < MOST_DEFINITIONS ? viewMadeBy(statement.text ?? "", dialect) : null;
    if (made !== null) makers.push({ name: made, statement });
  }
  const { further, names } = readNames({ nodes, owners, sightings, environments });
  const index = relationIndex(owners, further);
  const views = new OutsideViews();
  const definitions = makers
    .filter(({ name, statement }) => index.find(name, statement) === null)
    .map(({ name, statement }) => ({ id: views.add(name, statement), statement }));
  const known = await columnsOf(
    nodes.filter((node) => identifiersOf(node).some(words.has)),
    reader,
  );
  return { index, names, views, definitions, known };
}

const NOWHERE = { database: null, schema: null };

function lower(part: string): string {
  return part.toLowerCase();
}

function namesIn(statement: LoggedStatement): Iterable<readonly string[]> {
  const reads = engineReadsIn(statement.reads);
  if (reads !== null) return reads.map(({ relation }) => relation.map(lower));
  return statement.text === null ? [] : relationNamesIn(statement.text);
}

/** Identifiers of the project that stand somewhere in a log as words. */
class NamedWords {
  readonly #unseen: Set<string>;

  constructor(identifiers: ReadonlySet<string>) {
    this.#unseen = new Set([...identifiers].filter((identifier) => PLAIN.test(identifier)));
  }

  note({ text, reads }: LoggedStatement): void {
    if (this.#unseen.size === 0) return;
    for (const [word] of `${text ?? ""} ${reads ?? ""}`.toLowerCase().matchAll(WORDS))
      this.#unseen.delete(word);
  }

  readonly has = (identifier: string): boolean => !this.#unseen.has(identifier);
}

const WORDS = /[\p{L}_][\p{L}\p{N}_$]*/gu;
/** An identifier that is one word; others are not looked for, they are taken to be there. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

/** Columns are asked for once for each object that some statement may name. */
async function columnsOf(
  nodes: readonly Readable[],
  reader: SideReader,
): Promise<ReadonlyMap<string, KnownObject>> {
  const known = new Map<string, KnownObject>();
  for (const node of nodes) {
    const columns = await reader.columnsOf(node, "head");
    known.set(node.uniqueId, {
      uniqueId: node.uniqueId,
      columns: columns === null ? null : new Set(columns.map(lower)),
    });
  }
  return known;
}
