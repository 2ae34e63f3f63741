import type { Surviving } from "../diff/change.ts";
import type { Survival, SurvivalOf } from "../guarantees/column-survival.ts";
import { columnsOf, declaredColumn } from "../manifest/declared-column.ts";
import type { Node, ResourceType } from "../manifest/project.ts";
import { isBlank } from "./undescribed.ts";

/** A description that head no longer has, although what it described is still there. */
export interface LostDescription {
  /** What it described: nothing for the object itself, else for example `column` and its name. */
  readonly of: { readonly kind: string; readonly name: string } | null;
  readonly before: string;
  /** `likely` where nothing shows that the column is gone, but nothing proves that it is there. */
  readonly survival: Survival;
}

/** The descriptions that a surviving object lost: its own, its columns' and those of its semantic elements. */
export function lostDescriptions(
  change: Surviving<ResourceType>,
  survivalOf: SurvivalOf,
): readonly LostDescription[] {
  const { base, head } = change;
  const own: LostDescription = { of: null, before: base.description, survival: "kept" };
  return [
    ...(isLost(base.description, head.description) ? [own] : []),
    ...lostColumns(base, head, survivalOf),
    ...lostElements(base, head),
  ];
}

/** Whether a text became blank. */
export function isLost(before: string, after: string): boolean {
  return !isBlank(before) && isBlank(after);
}

function lostColumns(base: Node, head: Node, survivalOf: SurvivalOf): readonly LostDescription[] {
  const lost: LostDescription[] = [];
  const moved = newlyWritten(base, head);
  for (const { name, description } of columnsOf(base)) {
    const after = declaredColumn(head, name);
    if (!isLost(description, after?.description ?? "")) continue;
    if (after === undefined && moved.has(description)) continue;
    const survival = survivalOf(base.uniqueId, name);
    const known = after !== undefined && survival === "likely" ? "kept" : survival;
    if (survival !== "gone")
      lost.push({ of: { kind: "column", name }, before: description, survival: known });
  }
  return lost;
}

/** The descriptions of newly declared columns: the same words as before mean that a column has another name now. */
function newlyWritten(base: Node, head: Node): ReadonlySet<string> {
  const added = columnsOf(head).filter(({ name }) => declaredColumn(base, name) === undefined);
  return new Set(added.map(({ description }) => description));
}

interface Element {
  readonly name: string;
  readonly description: string;
}

function lostElements(base: Node, head: Node): readonly LostDescription[] {
  if (base.resourceType !== "semantic_model" || head.resourceType !== "semantic_model") return [];
  return [
    ...lostOf("entity", base.entities, head.entities),
    ...lostOf("dimension", base.dimensions, head.dimensions),
    ...lostOf("measure", base.measures, head.measures),
  ];
}

function lostOf(
  kind: string,
  base: readonly Element[],
  head: readonly Element[],
): readonly LostDescription[] {
  const lost: LostDescription[] = [];
  for (const { name, description } of base) {
    const after = head.find((element) => element.name === name);
    if (after === undefined || !isLost(description, after.description)) continue;
    lost.push({ of: { kind, name }, before: description, survival: "kept" });
  }
  return lost;
}
