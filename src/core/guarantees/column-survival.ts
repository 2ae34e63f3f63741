import type { Change, Surviving } from "../diff/change.ts";
import { normalizeSql } from "../diff/formatting.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { Column, UniqueId } from "../manifest/node.ts";
import type { Node, ResourceType } from "../manifest/project.ts";

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
  const surviving = survivingByBase(comparison.changes);
  const { base, head } = { base: comparison.artifacts.base.project, head: comparison.artifacts.head.project };
  const pairOf = (id: UniqueId): Pair | undefined => {
    const change = surviving.get(id);
    const pair = { change, base: base.nodes[id], head: head.nodes[change?.uniqueId ?? id] };
    return isPair(pair) ? pair : undefined;
  };
  const trace = (id: UniqueId, column: string, seen: Set<UniqueId>): Survival | undefined => {
    const pair = seen.has(id) ? undefined : pairOf(id);
    if (pair === undefined) return undefined;
    seen.add(id);
    const own = ownSurvival(pair, column, comparison);
    if (own !== undefined) return own;
    const fates = pair.base.dependsOn.map((parent) => trace(parent, column, seen));
    return passedOn(fates);
  };
  return (id, column) => trace(id, column.toLowerCase(), new Set()) ?? fallback(pairOf(id));
}

/** An object on both sides, with what changed about it. */
interface Pair {
  readonly change: Surviving<ResourceType> | undefined;
  readonly base: Node;
  readonly head: Node;
}

function isPair(pair: { readonly [K in keyof Pair]: Pair[K] | undefined }): pair is Pair {
  return pair.base !== undefined && pair.head !== undefined;
}

/** What the object's own column changes, catalog and text say; undefined when they say nothing. */
function ownSurvival({ change, base, head }: Pair, column: string, comparison: Comparison) {
  if (change !== undefined && goneColumns(change).has(column)) return "gone";
  const inCatalog = catalogHolds(comparison, head.uniqueId, column);
  if (inCatalog !== undefined) return inCatalog ? "kept" : "gone";
  return survivalByText(base, head, column);
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
  return textOf(pair.base) === textOf(pair.head) ? "kept" : "likely";
}

/** The columns that a change is known to have taken away, in lower case: removed ones, and the old names of renamed ones. */
export function goneColumns(change: Change): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const column of change.columns) {
    if (column.kind === "removed") gone.add(column.name.toLowerCase());
    if (column.kind === "renamed" && column.from !== undefined) gone.add(column.from.toLowerCase());
  }
  return gone;
}

/** The id that each renamed object of base has in head. */
export function renamedIds(changes: readonly Change[]): ReadonlyMap<UniqueId, UniqueId> {
  const renamed = new Map<UniqueId, UniqueId>();
  for (const change of changes) if (change.kind === "renamed") renamed.set(change.from, change.uniqueId);
  return renamed;
}

/** How often code names a column, comments left out. Names are compared without regard to case. */
export function countMentions(code: string, column: string): number {
  const name = column.toLowerCase().replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_$])${name}(?![\p{L}\p{N}_$])`, "gu");
  return [...normalizeSql(code).toLowerCase().matchAll(word)].length;
}

/** A column declared on an object, whatever its case; undefined for objects that have no columns. */
export function declaredColumn(node: Node, name: string): Column | undefined {
  const lower = name.toLowerCase();
  return columnsOf(node).find((column) => column.name.toLowerCase() === lower);
}

/** The declared columns of an object; none for kinds that have no columns. */
export function columnsOf(node: Node): readonly Column[] {
  return "columns" in node ? node.columns : [];
}

function survivingByBase(changes: readonly Change[]): ReadonlyMap<UniqueId, Surviving<ResourceType>> {
  const surviving = new Map<UniqueId, Surviving<ResourceType>>();
  for (const change of changes) {
    if (change.kind === "modified") surviving.set(change.uniqueId, change);
    if (change.kind === "renamed") surviving.set(change.from, change);
  }
  return surviving;
}

/** What head's catalog says; undefined when there is none of head's own run, or the object is not in it. */
function catalogHolds({ artifacts }: Comparison, headId: UniqueId, column: string): boolean | undefined {
  const { catalog, project } = artifacts.head;
  if (catalog?.invocationId !== project.metadata.invocationId) return undefined;
  return catalog.columns[headId]?.some((known) => known.name.toLowerCase() === column);
}

/** Undefined when the text does not name the column, so that its parents must answer. */
function survivalByText(base: Node, head: Node, column: string): Survival | undefined {
  const before = textOf(base);
  const after = textOf(head);
  if (before === null || after === null) return isSameFile(base, head) ? undefined : "gone";
  const mentions = countMentions(before, column);
  if (before === after) return mentions > 0 ? "kept" : undefined;
  if (countMentions(after, column) < mentions || isReplaced(base, head, column)) return "gone";
  return mentions > 0 ? "likely" : undefined;
}

function textOf(node: Node): string | null {
  return "rawCode" in node ? node.rawCode : null;
}

/** Seeds have no text. When the file changed and the column is no longer declared, no loss is claimed. */
function isSameFile(base: Node, head: Node): boolean {
  const before = "checksum" in base ? base.checksum : null;
  const after = "checksum" in head ? head.checksum : null;
  return JSON.stringify(before) === JSON.stringify(after);
}

/** Code changed, the declaration went and another came: most likely the column got a new name. */
function isReplaced(base: Node, head: Node, column: string): boolean {
  const hadNot = (declared: Column) => declaredColumn(base, declared.name) === undefined;
  return declaredColumn(head, column) === undefined && columnsOf(head).some(hadNot);
}
