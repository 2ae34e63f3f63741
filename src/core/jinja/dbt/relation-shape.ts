import type { UniqueId } from "../../manifest/node.ts";
import { EPHEMERAL_PREFIX } from "../../sql/known-columns.ts";
import type { RenderTraits } from "./adapter-traits.ts";
import { splitName } from "./relation-name.ts";
import type { RenderNode } from "./render-project.ts";

export const PATH_PARTS = ["database", "schema", "identifier"] as const;
export type PathPart = (typeof PATH_PARTS)[number];

/** dbt's `Relation` (dbt-adapters: base/relation.py) as a value. */
export interface RelationShape {
  /** The object behind it, null for one that a template made up. */
  readonly id: UniqueId | null;
  readonly path: Readonly<Record<PathPart, string | null>>;
  readonly included: Readonly<Record<PathPart, boolean>>;
  readonly quoted: Readonly<Record<PathPart, boolean>>;
  /** `table`, `view`, `cte` (what is ephemeral), `external`, or null where nobody said. */
  readonly type: string | null;
  /** What is written in place of all parts: a file that a source reads. */
  readonly literal: string | null;
}

/** A relation as the adapter makes it where nothing is said of quoting. */
export function newRelation(path: RelationShape["path"], traits: RenderTraits): RelationShape {
  const { isQuoted, hasDatabase } = traits;
  return {
    id: null,
    path,
    included: { database: hasDatabase, schema: true, identifier: true },
    quoted: { database: isQuoted, schema: isQuoted, identifier: isQuoted },
    type: null,
    literal: null,
  };
}

/** The relation of an object of the project, quoted as the manifest writes its name. */
export function relationOf(node: RenderNode, traits: RenderTraits): RelationShape {
  const { database, schema, identifier, name } = node.relation;
  const path = { database, schema, identifier };
  const bare = { ...newRelation(path, traits), id: node.uniqueId, type: typeOf(node) };
  return bare.type === "cte" || name === null ? bare : asWritten(bare, name);
}

function asWritten(bare: RelationShape, written: string): RelationShape {
  const parts = splitName(written);
  if (parts.length > PATH_PARTS.length || parts.at(-1)?.name !== bare.path.identifier) {
    return { ...bare, literal: written };
  }
  const at = (part: PathPart) => parts[PATH_PARTS.indexOf(part) - PATH_PARTS.length + parts.length];
  return {
    ...bare,
    included: mapParts((part) => at(part) !== undefined),
    quoted: mapParts((part) => at(part)?.isQuoted ?? bare.quoted[part]),
  };
}

function typeOf({ config, resourceType }: RenderNode): string {
  const { materialized } = config;
  if (materialized === "ephemeral") return "cte";
  return materialized === "view" && resourceType === "model" ? "view" : "table";
}

/** The relation as it is written into SQL. */
export function writeRelation(relation: RelationShape, { quotes }: RenderTraits): string {
  if (relation.literal !== null) return relation.literal;
  if (relation.type === "cte") return `${EPHEMERAL_PREFIX}${relation.path.identifier ?? ""}`;
  return PATH_PARTS.flatMap((part) => {
    const name = relation.path[part];
    if (name === null || name === "" || !relation.included[part]) return [];
    return [relation.quoted[part] ? `${quotes[0]}${name}${quotes[1]}` : name];
  }).join(".");
}

/** A value for each part. */
export function mapParts<T>(valueOf: (part: PathPart) => T): Record<PathPart, T> {
  return {
    database: valueOf("database"),
    schema: valueOf("schema"),
    identifier: valueOf("identifier"),
  };
}
