import type { Change, Surviving } from "../diff/change.ts";
import { goneColumn } from "../diff/gone-column.ts";
import { normalizeSql } from "../diff/formatting.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import { catalogColumns } from "../manifest/catalog-columns.ts";
import { columnsOf, declaredColumn } from "../manifest/declared-column.ts";
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
  if (change?.columns.some((each) => goneColumn(each)?.toLowerCase() === column) === true) return "gone";
  const inCatalog = catalogColumns(comparison.artifacts.head, head.uniqueId);
  if (inCatalog !== null)
    return inCatalog.some(({ name }) => name.toLowerCase() === column) ? "kept" : "gone";
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

/** How often code names a column, comments left out. Names are compared without regard to case. */
export function countMentions(code: string, column: string): number {
  const name = column.toLowerCase().replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_$])${name}(?![\p{L}\p{N}_$])`, "gu");
  return [...normalizeSql(code).toLowerCase().matchAll(word)].length;
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
