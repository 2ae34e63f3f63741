import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { pointsTo } from "../manifest/constraint-target.ts";
import { foreignKeysOf } from "../manifest/foreign-keys.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Buildable, DataTest, Project, Source, UnitTest, UnitTestRows } from "../manifest/project.ts";
import type { ColumnReference, ReferenceScope } from "./column-reference.ts";
import { namesIdentifier } from "./names-identifier.ts";
import { semanticReferences } from "./semantic-references.ts";

/**
 * What names a column of a node without reading SQL: tests, constraints and foreign keys, rows of unit tests, the time
 * spine, and entities, dimensions, measures and metrics over it. In a stable order, nearest kinds first.
 */
export function columnReferences(
  scope: ReferenceScope,
  node: Buildable | Source,
  column: string,
): readonly ColumnReference[] {
  const children = childrenOf(scope, node.uniqueId);
  const found: ColumnReference[] = [];
  for (const child of children) {
    if (child.resourceType === "test" && testNames(child, node, column)) {
      found.push({ kind: "test", uniqueId: child.uniqueId, text: child.name });
    }
  }
  found.push(...ownReferences(node, column), ...foreignKeys(scope.project, node, column));
  found.push(...unitTestReferences(scope, node, column));
  for (const child of children) found.push(...semanticReferences(scope, { node: child, of: node }, column));
  return found;
}

function childrenOf({ project, graph }: ReferenceScope, id: UniqueId) {
  return [...graph.childrenOf(id)].sort().flatMap((child) => project.nodes[child] ?? []);
}

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** Arguments that hold names of columns or SQL over them; those about the other model of a relationship are its own matter. */
const COLUMN_ARGUMENT = /column|expression|condition|partition|group_by|order_by/u;

function testNames(test: DataTest, node: Buildable | Source, column: string): boolean {
  const values = test.generic?.arguments ?? {};
  if (test.attachedNode !== node.uniqueId) return relatesTo(values, node, column);
  if (test.columnName !== null && same(test.columnName, column)) return true;
  if (mentions(test.config["where"], column)) return true;
  return Object.entries(values).some(
    ([key, value]) => COLUMN_ARGUMENT.test(key) && !key.startsWith("to_") && mentions(value, column),
  );
}

/** A `relationships` test of another node whose other end is this column. */
function relatesTo({ to, field }: JsonObject, node: Buildable | Source, column: string): boolean {
  if (typeof to !== "string" || typeof field !== "string") return false;
  return same(field, column) && isInput(to, node);
}

function mentions(value: Json | undefined, column: string): boolean {
  if (typeof value === "string") return namesIdentifier(value, column);
  if (isList(value)) return value.some((item) => mentions(item, column));
  return isObject(value) && Object.values(value).some((item) => mentions(item, column));
}

/** Constraints and the time spine of the node itself. */
function ownReferences(node: Buildable | Source, column: string): readonly ColumnReference[] {
  if (node.resourceType === "source") return [];
  const found: ColumnReference[] = [];
  for (const { type, columns, expression } of node.constraints) {
    const named = columns.some((name) => same(name, column));
    const checked = type === "check" && expression !== null && namesIdentifier(expression, column);
    if (named || checked) found.push({ kind: "constraint", uniqueId: node.uniqueId, text: type });
  }
  if (node.timeSpine !== null && mentions(node.timeSpine, column)) {
    found.push({ kind: "time_spine", uniqueId: node.uniqueId, text: "time_spine" });
  }
  return found;
}

/** Foreign keys of other models that point to the column. Only dbt 1.9 and later make them a dependency, so all are looked at. */
function foreignKeys(project: Project, node: Buildable | Source, column: string): readonly ColumnReference[] {
  if (node.resourceType === "source") return [];
  const found: ColumnReference[] = [];
  for (const { model, constraint } of foreignKeysOf(project)) {
    if (model.uniqueId === node.uniqueId) continue;
    if (!constraint.toColumns.some((name) => same(name, column)) || !pointsTo(constraint, node)) continue;
    found.push({ kind: "constraint", uniqueId: model.uniqueId, text: constraint.type });
  }
  return found;
}

/** Rows of the node's own unit tests, and of the unit tests of whatever reads it, which mock it. */
function unitTestReferences(
  scope: ReferenceScope,
  node: Buildable | Source,
  column: string,
): readonly ColumnReference[] {
  const near = childrenOf(scope, node.uniqueId);
  const tests = new Map<UniqueId, UnitTest>();
  for (const child of [...near, ...near.flatMap((child) => childrenOf(scope, child.uniqueId))]) {
    if (child.resourceType === "unit_test") tests.set(child.uniqueId, child);
  }
  const found: ColumnReference[] = [];
  for (const test of tests.values()) {
    const rows = test.given.filter((given) => given.input !== null && isInput(given.input, node));
    if (test.testedNode === node.uniqueId) rows.push(test.expect);
    if (rows.some((given) => hasColumn(given, column))) {
      found.push({ kind: "unit_test", uniqueId: test.uniqueId, text: test.name });
    }
  }
  return found;
}

function hasColumn(rows: UnitTestRows, column: string): boolean {
  return rows.columns?.some((name) => same(name, column)) === true;
}

/** Whether `ref('orders')`, `ref('shop', 'orders', v=2)` or `source('raw', 'orders')` means this node. */
function isInput(input: string, node: Buildable | Source): boolean {
  const names = [...input.matchAll(/['"]([^'"]*)['"]/gu)].map((match) => match[1]);
  if (node.resourceType === "source") return names.at(-1) === node.name && names.at(-2) === node.sourceName;
  const version = /\bv(?:ersion)?\s*=\s*['"]?([^'",\s)]+)/u.exec(input)?.[1] ?? null;
  const meant = version === null ? names : names.filter((name) => name !== version);
  return meant.at(-1) === node.name && (version ?? node.latestVersion) === node.version;
}
