import type { Json } from "../json.ts";
import { canonical, isList, isObject } from "../json.ts";
import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { DataTest, Project, UnitTest } from "../manifest/project.ts";

/** The object that a test is about; null for a singular test that reads nothing. */
export function testedId(test: DataTest | UnitTest): UniqueId | null {
  if (test.resourceType === "unit_test") return test.testedNode ?? test.dependsOn[0] ?? null;
  if (test.generic === null) return test.dependsOn[0] ?? null;
  return test.attachedNode ?? test.dependsOn.at(-1) ?? null;
}

/** The data tests of a project that are about an object. */
export function dataTestsOn(id: UniqueId, project: Project, graph: Graph): readonly DataTest[] {
  const tests: DataTest[] = [];
  for (const child of graph.childrenOf(id)) {
    const node = project.nodes[child];
    if (node?.resourceType === "test" && testedId(node) === id) tests.push(node);
  }
  return tests;
}

/** The column that a test is on as people name it; null for a test of the whole object. */
export function testColumn(test: DataTest | UnitTest): string | null {
  return test.resourceType === "test" ? test.columnName : null;
}

/** A name for a test that people know it by: `not_null(order_id)`, or the name of a singular or unit test. */
export function testLabel(test: DataTest | UnitTest): string {
  if (test.resourceType === "unit_test" || test.generic === null) return test.name;
  const columns = testColumns(test);
  const label = `${test.generic.name}(${columns.join(", ")})`;
  return columns.length === 0 || label.length > LONGEST_LABEL ? test.generic.name : label;
}

/** A longer label would not leave room for the rest of a title. */
const LONGEST_LABEL = 40;

/** Every column that a generic test names by itself: `column_name` and lists such as `combination_of_columns`. */
export function testColumns(test: DataTest): readonly string[] {
  const columns = new Set<string>();
  if (test.columnName !== null) columns.add(unquoted(test.columnName));
  for (const [key, value] of Object.entries(test.generic?.arguments ?? {})) {
    if (COLUMN_ARGUMENTS.has(key)) for (const name of namesIn(value)) columns.add(unquoted(name));
  }
  return [...columns];
}

/** Whether two generic tests have one name and equal arguments, leaving out on which columns and in which package. */
export function sameDefinition(left: DataTest, right: DataTest): boolean {
  return left.generic !== null && right.generic !== null && definitionOf(left) === definitionOf(right);
}

function definitionOf({ generic }: DataTest): string {
  const others = Object.entries(generic?.arguments ?? {}).filter(([key]) => !COLUMN_ARGUMENTS.has(key));
  return canonical([generic?.name ?? "", Object.fromEntries(others)]);
}

/** Whether two unit tests check the same, whatever they are called. */
export function sameUnitTest(left: UnitTest, right: UnitTest): boolean {
  if (left.checksum !== null && right.checksum !== null) return left.checksum === right.checksum;
  return canonical(contentOf(left)) === canonical(contentOf(right));
}

/** Arguments of dbt's, dbt_utils', dbt_expectations' and dbt_constraints' tests that name columns of the tested object. */
const COLUMN_ARGUMENTS: ReadonlySet<string> = new Set([
  "column_name",
  "column_names",
  "combination_of_columns",
  "column_list",
  "columns",
  "group_by_columns",
  "pk_column_name",
  "pk_column_names",
]);

/** `"Order ID"` in dbt's YAML is the column `Order ID`. */
function unquoted(name: string): string {
  return name.replace(/^(["'`])(.*)\1$/u, "$2");
}

function namesIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return isList(value) ? value.filter((name) => typeof name === "string") : [];
}

function contentOf(test: UnitTest): Json {
  const rows = (from: UnitTest["expect"]): Json => [from.input, from.columns, from.rows];
  const overrides = isObject(test.overrides) ? test.overrides : null;
  return [test.model, test.version, test.given.map(rows), rows(test.expect), overrides];
}
