import type { AdapterTraits } from "../adapters.ts";
import type { Column } from "../manifest/node.ts";
import { compareTypes, meansSameType } from "../types/compare-types.ts";
import type { Modified } from "./change.ts";

/**
 * The likely new name of each contracted column that is gone: what the diff paired, else the same name in another letter
 * case, the same description, or an added column of the same type in the same place. No name is given twice.
 */
export function newNames(change: Modified<"model">, adapter: AdapterTraits): ReadonlyMap<string, string> {
  const { base, head } = change;
  const before = new Set(base.columns.map((column) => column.name));
  const after = new Set(head.columns.map((column) => column.name));
  const gone = base.columns.filter((column) => !after.has(column.name));
  const free = new Set(head.columns.filter((column) => !before.has(column.name)));
  const names = new Map<string, string>();
  for (const isMatch of [isPaired(change), isRecased, isRedescribed, isInPlace(change, adapter)]) {
    for (const column of gone) {
      const match = names.has(column.name) ? undefined : [...free].find((other) => isMatch(column, other));
      if (match === undefined) continue;
      names.set(column.name, match.name);
      free.delete(match);
    }
  }
  return names;
}

type IsMatch = (gone: Column, added: Column) => boolean;

function isPaired(change: Modified<"model">): IsMatch {
  return (gone, added) =>
    change.columns.some(
      ({ kind, from, name }) => kind === "renamed" && from === gone.name && name === added.name,
    );
}

function isRecased(gone: Column, added: Column): boolean {
  return gone.name.toLowerCase() === added.name.toLowerCase();
}

function isRedescribed(gone: Column, added: Column): boolean {
  return gone.description !== "" && gone.description === added.description;
}

function isInPlace({ base, head }: Modified<"model">, adapter: AdapterTraits): IsMatch {
  return (gone, added) =>
    base.columns.indexOf(gone) === head.columns.indexOf(added) &&
    meansSameType(compareTypes(gone.dataType, added.dataType, adapter));
}
