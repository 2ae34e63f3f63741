import type { Artifacts, Side } from "../manifest/artifacts.ts";
import type { Relation, UniqueId } from "../manifest/node.ts";
import type { DataTest, Node, Project } from "../manifest/project.ts";

/** What dbt puts before the name of an ephemeral model to name the CTE that it stands in (dbt-adapters: BaseRelation). */
export const EPHEMERAL_PREFIX = "__dbt__cte__";

/** A side of the review by name. */
export type SideName = "base" | "head";

/** An object that has a relation in the warehouse, or is written into the SQL of those who read it. */
export type Readable = Extract<Node, { readonly relation: Relation | null }>;

/** An object whose SQL is read: one that has a relation, or a test. */
export type Reader = Readable | DataTest;

/** The relations that the SQL of an object can name: what it reads, through ephemeral models too, and itself. */
export function readableFrom(node: Reader, project: Project): readonly Readable[] {
  const found = new Map<UniqueId, Readable>();
  const open = [node.uniqueId, ...node.dependsOn];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const other = project.nodes[id];
    if (other === undefined || found.has(id) || !isReadable(other)) continue;
    found.set(id, other);
    if (other.isEphemeral) open.push(...other.dependsOn);
  }
  return [...found.values()].sort((left, right) => (left.uniqueId < right.uniqueId ? -1 : 1));
}

/** Whether a node has a relation. */
export function isReadable(node: Node): node is Readable {
  return "relation" in node;
}

/** Database, schema and identifier, as far as there are any. */
export function partsOf({ relation, name }: Readable): readonly string[] {
  if (relation === null) return [name];
  return [relation.database, relation.schema, relation.identifier].flatMap((part) =>
    part === null || part === "" ? [] : [part],
  );
}

/**
 * The columns of an object without reading its SQL: from the catalog, else from an enforced contract, which lists all.
 * Both sides must know an object in the same way, or a difference of knowledge would look like one of SQL: a catalog
 * of one side serves both where the object is the same, and none where it is not.
 */
export function columnsWithoutSql(
  id: UniqueId,
  side: SideName,
  artifacts: Artifacts,
): readonly string[] | null {
  const other = side === "base" ? "head" : "base";
  const [node, twin] = [artifacts[side].project.nodes[id], artifacts[other].project.nodes[id]];
  const own = catalogColumns(artifacts[side], id);
  const their = catalogColumns(artifacts[other], id);
  const bothOrAlone = own !== null && (their !== null || twin === undefined);
  if (bothOrAlone) return own;
  return (sameText(node, twin) ? (own ?? their) : null) ?? contractColumns(node);
}

function contractColumns(node: Node | undefined): readonly string[] | null {
  if (node === undefined || !("contract" in node) || !node.contract.enforced) return null;
  return node.columns.map(({ name }) => name);
}

function catalogColumns({ catalog }: Side, id: UniqueId): readonly string[] | null {
  const columns = catalog?.columns[id];
  return columns === undefined || columns.length === 0 ? null : columns.map(({ name }) => name);
}

function sameText(left: Node | undefined, right: Node | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (left === right) return true;
  const [before, after] = [
    "rawCode" in left ? left.rawCode : null,
    "rawCode" in right ? right.rawCode : null,
  ];
  return before === after;
}
