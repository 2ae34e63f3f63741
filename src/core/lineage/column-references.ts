import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { pointsTo } from "../manifest/constraint-target.ts";
import { hooksOf } from "../manifest/hooks.ts";
import { foreignKeysOf } from "../manifest/foreign-keys.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Buildable, DataTest, Project, Source, UnitTest, UnitTestRows } from "../manifest/project.ts";
import { append } from "../append.ts";
import type { ColumnReference, Naming, ReferenceScope } from "./column-reference.ts";
import type { Graph } from "./graph.ts";
import { identifiersIn } from "./identifiers.ts";
import { semanticNamings } from "./semantic-references.ts";

type Table = Buildable | Source;

/**
 * What names a column of a node without reading its SQL: tests, constraints and foreign keys, rows of unit tests, the
 * time spine, the words of its hooks, and entities, dimensions, measures and metrics over it. In a stable order, nearest kinds first.
 */
export function columnReferences(
  scope: ReferenceScope,
  node: Table,
  column: string,
): readonly ColumnReference[] {
  return referencesOf(scope, node).get(column.toLowerCase()) ?? [];
}

type ByColumn = ReadonlyMap<string, readonly ColumnReference[]>;

// Asked for once per column that is gone: a wide table that is rebuilt may have thousands, with a test on each.
const known = new WeakMap<Graph, Map<UniqueId, ByColumn>>();

function referencesOf(scope: ReferenceScope, node: Table): ByColumn {
  const nodes = known.get(scope.graph) ?? new Map<UniqueId, ByColumn>();
  known.set(scope.graph, nodes);
  const found = nodes.get(node.uniqueId) ?? byColumn(namingsOf(scope, node));
  nodes.set(node.uniqueId, found);
  return found;
}

function byColumn(namings: readonly Naming[]): ByColumn {
  const found = new Map<string, ColumnReference[]>();
  for (const { reference, names } of namings) for (const name of names) append(found, name, reference);
  return found;
}

function namingsOf(scope: ReferenceScope, node: Table): readonly Naming[] {
  const children = childrenOf(scope, node.uniqueId);
  return [
    ...children.flatMap((child) => (child.resourceType === "test" ? testNaming(child, node) : [])),
    ...ownNamings(node),
    ...foreignKeys(scope.project, node),
    ...unitTestNamings(scope, node),
    ...children.flatMap((child) => semanticNamings(scope, { node: child, of: node })),
  ];
}

function childrenOf({ project, graph }: ReferenceScope, id: UniqueId) {
  return [...graph.childrenOf(id)].sort().flatMap((child) => project.nodes[child] ?? []);
}

function lowered(names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].map((name) => name.toLowerCase()));
}

/** Arguments that hold names of columns or SQL over them; those about the other model of a relationship are its own matter. */
const COLUMN_ARGUMENT = /column|expression|condition|partition|group_by|order_by/u;

function testNaming(test: DataTest, node: Table): readonly Naming[] {
  const reference: ColumnReference = { kind: "test", uniqueId: test.uniqueId, text: test.name };
  const values = test.generic?.arguments ?? {};
  if (test.attachedNode !== node.uniqueId) return [{ reference, names: relatedField(values, node) }];
  const mentioned = Object.entries(values).filter(
    ([key]) => COLUMN_ARGUMENT.test(key) && !key.startsWith("to_"),
  );
  const names = new Set(test.columnName === null ? [] : [test.columnName.toLowerCase()]);
  for (const value of [test.config["where"], ...mentioned.map(([, argument]) => argument)]) {
    for (const name of mentionedIn(value)) names.add(name);
  }
  return [{ reference, names }];
}

/** The column of this node at the other end of a `relationships` test of another node. */
function relatedField({ to, field }: JsonObject, node: Table): ReadonlySet<string> {
  const isRelated = typeof to === "string" && typeof field === "string" && isInput(to, node);
  return isRelated ? lowered([field]) : new Set();
}

function mentionedIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [...identifiersIn(value)];
  if (isList(value)) return value.flatMap(mentionedIn);
  return isObject(value) ? Object.values(value).flatMap(mentionedIn) : [];
}

/** Constraints, hooks and the time spine of the node itself. */
function ownNamings(node: Table): readonly Naming[] {
  if (node.resourceType === "source") return [];
  const { uniqueId } = node;
  const found: Naming[] = [];
  for (const { type, columns, expression } of node.constraints) {
    const checked = type === "check" && expression !== null ? identifiersIn(expression) : [];
    const names = lowered([...columns, ...checked]);
    found.push({ reference: { kind: "constraint", uniqueId, text: type }, names });
  }
  if (node.timeSpine !== null) {
    const names = new Set(mentionedIn(node.timeSpine));
    found.push({ reference: { kind: "time_spine", uniqueId, text: "time_spine" }, names });
  }
  for (const { kind, sql } of hooksOf(node).filter((hook) => isOnItself(hook.sql))) {
    found.push({ reference: { kind: "hook", uniqueId, text: kind }, names: identifiersIn(sql) });
  }
  return found;
}

/** Whether a hook names its own relation; the words of one that does not are about others. */
function isOnItself(sql: string): boolean {
  return sql.split("{{").some((part, index) => index > 0 && /\bthis\b/u.test(part.split("}}", 1)[0] ?? ""));
}

/** Foreign keys of other models that point to the node. Only dbt 1.9 and later make them a dependency, so all are looked at. */
function foreignKeys(project: Project, node: Table): readonly Naming[] {
  if (node.resourceType === "source") return [];
  const found: Naming[] = [];
  for (const { model, constraint } of foreignKeysOf(project)) {
    if (model.uniqueId === node.uniqueId || !pointsTo(constraint, node)) continue;
    const reference = { kind: "constraint", uniqueId: model.uniqueId, text: constraint.type } as const;
    found.push({ reference, names: lowered(constraint.toColumns) });
  }
  return found;
}

/** Rows of the node's own unit tests, and of the unit tests of whatever reads it, which mock it. */
function unitTestNamings(scope: ReferenceScope, node: Table): readonly Naming[] {
  const near = childrenOf(scope, node.uniqueId);
  const tests = new Map<UniqueId, UnitTest>();
  for (const child of [...near, ...near.flatMap((child) => childrenOf(scope, child.uniqueId))]) {
    if (child.resourceType === "unit_test") tests.set(child.uniqueId, child);
  }
  const found: Naming[] = [];
  for (const test of tests.values()) {
    const rows = test.given.filter((given) => given.input !== null && isInput(given.input, node));
    if (test.testedNode === node.uniqueId) rows.push(test.expect);
    const reference = { kind: "unit_test", uniqueId: test.uniqueId, text: test.name } as const;
    found.push({ reference, names: lowered(rows.flatMap(columnsOf)) });
  }
  return found;
}

function columnsOf({ columns }: UnitTestRows): readonly string[] {
  return columns ?? [];
}

/** Whether `ref('orders')`, `ref('shop', 'orders', v=2)` or `source('raw', 'orders')` means this node. */
function isInput(input: string, node: Table): boolean {
  const names = [...input.matchAll(/['"]([^'"]*)['"]/gu)].map((match) => match[1]);
  if (node.resourceType === "source") return names.at(-1) === node.name && names.at(-2) === node.sourceName;
  const version = /\bv(?:ersion)?\s*=\s*['"]?([^'",\s)]+)/u.exec(input)?.[1] ?? null;
  const meant = version === null ? names : names.filter((name) => name !== version);
  return meant.at(-1) === node.name && (version ?? node.latestVersion) === node.version;
}
