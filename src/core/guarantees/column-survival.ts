import type { Change, Surviving } from "../diff/change.ts";
import { goneColumn } from "../diff/gone-column.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import { catalogColumns } from "../manifest/catalog-columns.ts";
import { columnsOf, declaredColumn } from "../manifest/declared-column.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Node, ResourceType } from "../manifest/project.ts";
import { codeOf, countMentions } from "./mentions.ts";

/** Both sides and what differs between them. */
export interface Comparison {
  readonly artifacts: Artifacts;
  readonly changes: readonly Change[];
}

/** `likely`: nothing shows that the column is gone, and neither a catalog nor unchanged code that names it proves it. */
export type Survival = "kept" | "likely" | "gone";

/** Answers whether a column of an object of base is still there in head. */
export type SurvivalOf = (baseId: UniqueId, column: string) => Survival;

/**
 * What is known about columns without reading SQL: column changes, catalogs, and whether the code still names
 * the column as often as it did. A column that comes in through `select *` shares the fate of its parents'.
 */
export function survivalOf(comparison: Comparison): SurvivalOf {
  const pairOf = pairsOf(comparison);
  const trace = (id: UniqueId, column: string, seen: Set<UniqueId>): Survival | undefined => {
    const pair = seen.has(id) ? undefined : pairOf(id);
    if (pair === undefined) return undefined;
    seen.add(id);
    const own = ownSurvival(pair, column);
    if (own !== undefined) return own;
    const fates = pair.base.dependsOn.map((parent) => trace(parent, column, seen));
    return passedOn(fates);
  };
  return (id, column) => trace(id, column.toLowerCase(), new Set()) ?? fallback(pairOf(id));
}

/** An object on both sides, with what is known of its columns, names in lower case. */
interface Pair {
  readonly base: Node;
  readonly head: Node;
  /** The columns that are gone by its change. */
  readonly gone: ReadonlySet<string>;
  /** The columns in head's catalog, null when nothing says. */
  readonly catalog: ReadonlySet<string> | null;
  /** Whether head declares a column that base did not. */
  readonly isExtended: boolean;
}

/** Finds an object of base in head. What is known of a pair is looked up once: it is asked for every column. */
function pairsOf({ artifacts, changes }: Comparison): (id: UniqueId) => Pair | undefined {
  const surviving = survivingByBase(changes);
  const pairs = new Map<UniqueId, Pair>();
  const find = (id: UniqueId): Pair | undefined => {
    const change = surviving.get(id);
    const base = artifacts.base.project.nodes[id];
    const head = artifacts.head.project.nodes[change?.uniqueId ?? id];
    if (base === undefined || head === undefined) return undefined;
    const inCatalog = catalogColumns(artifacts.head, head.uniqueId);
    const gone = change?.columns.flatMap((each) => goneColumn(each)?.toLowerCase() ?? []);
    return {
      base,
      head,
      gone: new Set(gone),
      catalog: inCatalog === null ? null : new Set(inCatalog.map(({ name }) => name.toLowerCase())),
      isExtended: columnsOf(head).some(({ name }) => declaredColumn(base, name) === undefined),
    };
  };
  return (id) => {
    const pair = pairs.get(id) ?? find(id);
    if (pair !== undefined) pairs.set(id, pair);
    return pair;
  };
}

/** What the object's own column changes, catalog and text say; undefined when they say nothing. */
function ownSurvival(pair: Pair, column: string): Survival | undefined {
  if (pair.gone.has(column)) return "gone";
  if (pair.catalog !== null) return pair.catalog.has(column) ? "kept" : "gone";
  return survivalByText(pair, column);
}

/** A column that a parent has may come through `select *`, or may never have been passed on. */
function passedOn(fates: readonly (Survival | undefined)[]): Survival | undefined {
  const known = fates.filter((fate) => fate !== undefined);
  if (known.length === 0) return undefined;
  return known.every((fate) => fate === "gone") ? "gone" : "likely";
}

/** Nobody knows the column: it is taken to be there, all the more when the text is what it was. */
function fallback(pair: Pair | undefined): Survival {
  if (pair === undefined) return "gone";
  return codeOf(pair.base) === codeOf(pair.head) ? "kept" : "likely";
}

function survivingByBase(changes: readonly Change[]): ReadonlyMap<UniqueId, Surviving<ResourceType>> {
  const surviving = new Map<UniqueId, Surviving<ResourceType>>();
  for (const change of changes) {
    if (change.kind === "modified") surviving.set(change.uniqueId, change);
    if (change.kind === "renamed") surviving.set(change.from, change);
  }
  return surviving;
}

/** Undefined when the text does not name the column, so that its parents must answer. */
function survivalByText({ base, head, isExtended }: Pair, column: string): Survival | undefined {
  const before = codeOf(base);
  const after = codeOf(head);
  if (before === null || after === null) return isSameFile(base, head) ? undefined : "gone";
  const mentions = countMentions(base, column);
  if (before === after) return mentions > 0 ? "kept" : undefined;
  // Code changed, the declaration went and another came: most likely the column got a new name.
  const isReplaced = isExtended && declaredColumn(head, column) === undefined;
  if (countMentions(head, column) < mentions || isReplaced) return "gone";
  return mentions > 0 ? "likely" : undefined;
}

/** Seeds have no text. When the file changed and the column is no longer declared, no loss is claimed. */
function isSameFile(base: Node, head: Node): boolean {
  const before = "checksum" in base ? base.checksum : null;
  const after = "checksum" in head ? head.checksum : null;
  return JSON.stringify(before) === JSON.stringify(after);
}
