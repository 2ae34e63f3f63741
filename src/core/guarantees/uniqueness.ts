import type { AdapterTraits } from "../adapters.ts";
import type { DataTest, Model, Node } from "../manifest/project.ts";
import { declaredColumn } from "../manifest/declared-column.ts";
import { testColumns } from "./tested.ts";

/** Columns, in lower case, that together are checked or enforced to be unique; empty when the columns are not known. */
export type UniqueColumns = ReadonlySet<string>;

/**
 * The uniqueness that a generic test checks, undefined for any other test.
 * By name, so that it holds for `unique`, dbt_utils' and dbt_constraints' tests and a project's own:
 * `unique_combination_of_columns`, `expect_compound_columns_to_be_unique`, `primary_key`, `unique_key`.
 */
export function uniquenessOf(test: DataTest): UniqueColumns | undefined {
  if (test.generic === null) return countsGroups(test) ? new Set() : undefined;
  if (!/unique|primary_?key/iu.test(test.generic.name)) return undefined;
  return new Set(testColumns(test).map((column) => column.toLowerCase()));
}

/** The column sets that an enforced contract and this adapter keep unique. */
export function enforcedUniqueness(node: Node, adapter: AdapterTraits): readonly UniqueColumns[] {
  return keyConstraints(node)
    .filter((type) => adapter.enforces.has(type.type))
    .map((type) => type.columns);
}

/** Whether an enforced contract and this adapter keep a column from being null. */
export function enforcesNotNull(node: Node, column: string, adapter: AdapterTraits): boolean {
  if (node.resourceType !== "model" || !node.contract.enforced) return false;
  const lower = column.toLowerCase();
  const own =
    declaredColumn(node, column)?.constraints.some((constraint) => constraint.type === "not_null") ?? false;
  if (own && adapter.enforces.has("not_null")) return true;
  const keys = keyConstraints(node).filter((constraint) => constraint.type === "primary_key");
  return adapter.enforces.has("primary_key") && keys.some((key) => key.columns.has(lower));
}

/** The columns of a model's declared primary key, in lower case; empty when it declares none. */
export function declaredPrimaryKey(model: Model): UniqueColumns {
  return keyConstraints(model).find((constraint) => constraint.type === "primary_key")?.columns ?? new Set();
}

/** The column sets that a contract declares to be unique, enforced by the warehouse or not. */
export function declaredKeys(node: Node): readonly UniqueColumns[] {
  return keyConstraints(node).map(({ columns }) => columns);
}

/** Whether some known uniqueness proves that a key is unique: one over the key's columns or over fewer of them. */
export function coversKey(known: readonly UniqueColumns[], key: UniqueColumns): boolean {
  if (key.size === 0) return known.length > 0;
  return known.some((columns) => columns.size === 0 || [...columns].every((column) => key.has(column)));
}

interface KeyConstraint {
  readonly type: string;
  readonly columns: UniqueColumns;
}

function keyConstraints(node: Node): readonly KeyConstraint[] {
  if (node.resourceType !== "model" || !node.contract.enforced) return [];
  const found: KeyConstraint[] = [];
  for (const { type, columns } of node.constraints) {
    if (KEY_TYPES.has(type))
      found.push({ type, columns: new Set(columns.map((name) => name.toLowerCase())) });
  }
  for (const column of node.columns) {
    for (const { type } of column.constraints) {
      if (KEY_TYPES.has(type)) found.push({ type, columns: new Set([column.name.toLowerCase()]) });
    }
  }
  return found;
}

const KEY_TYPES: ReadonlySet<string> = new Set(["primary_key", "unique"]);

/** A singular test that groups and counts is most likely a uniqueness test; on which columns is not known. */
function countsGroups(test: DataTest): boolean {
  const code = (test.rawCode ?? "").toLowerCase();
  const grouped = code.search(/group\s+by/u);
  const having = grouped < 0 ? -1 : code.indexOf("having", grouped);
  return having >= 0 && code.includes("count", having);
}
