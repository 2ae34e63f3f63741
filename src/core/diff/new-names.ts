import type { AdapterTraits } from "../adapters.ts";
import { groupBy } from "../group-by.ts";
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
  for (const candidates of [paired(change), recased(free), redescribed(free), inPlace(change, adapter)]) {
    for (const column of gone) {
      if (names.has(column.name)) continue;
      const match = candidates(column).find((other) => free.has(other));
      if (match === undefined) continue;
      names.set(column.name, match.name);
      free.delete(match);
    }
  }
  return names;
}

/** The columns of head that one sign points to, best first. */
type Candidates = (gone: Column) => readonly Column[];

function paired({ columns, head }: Modified<"model">): Candidates {
  const renames = new Map(
    columns.flatMap(({ kind, from, name }) =>
      kind === "renamed" && from !== undefined ? [[from, name] as const] : [],
    ),
  );
  const byName = groupBy(head.columns, ({ name }) => name);
  return ({ name }) => byName.get(renames.get(name) ?? "") ?? [];
}

function recased(added: Iterable<Column>): Candidates {
  const byName = groupBy(added, ({ name }) => name.toLowerCase());
  return ({ name }) => byName.get(name.toLowerCase()) ?? [];
}

function redescribed(added: Iterable<Column>): Candidates {
  const byText = groupBy(added, ({ description }) => description);
  return ({ description }) => (description === "" ? [] : (byText.get(description) ?? []));
}

function inPlace({ base, head }: Modified<"model">, adapter: AdapterTraits): Candidates {
  const places = new Map(base.columns.map((column, index) => [column, head.columns[index]]));
  return (gone) => {
    const column = places.get(gone);
    const isAlike =
      column !== undefined && meansSameType(compareTypes(gone.dataType, column.dataType, adapter));
    return isAlike ? [column] : [];
  };
}
