import { isReadable, partsOf, type Readable } from "../sql/known-columns.ts";
import type { Project } from "../manifest/project.ts";

/** Where a session looks up a name that does not say. */
export interface NamePlace {
  readonly database: string | null;
  readonly schema: string | null;
}

/** Finds the object of the project behind the name of a relation. */
export interface RelationIndex {
  /** Null for a relation that is not of the project, and for a name that may mean several. */
  readonly find: (parts: readonly string[], place: NamePlace) => Readable | null;
  /** Every object that has a relation of its own. */
  readonly nodes: readonly Readable[];
}

interface Entry {
  readonly node: Readable;
  /** Identifier first, then schema and database, in lower case. */
  readonly path: readonly string[];
}

/**
 * The relations of a project by name. Case is ignored: no warehouse keeps two relations of one project apart by it
 * without quoting, and logs fold names as they please. What a name leaves out is taken from the session, and where the
 * session does not say, it must fit one relation alone. A database that the project does not name is not compared.
 */
export function relationIndex(project: Project): RelationIndex {
  const byIdentifier = new Map<string, Entry[]>();
  const nodes = Object.values(project.nodes).filter(isReadable).filter(isBuilt);
  for (const node of nodes) {
    const path = partsOf(node).map(lower).reverse();
    const [identifier = ""] = path;
    byIdentifier.set(identifier, [...(byIdentifier.get(identifier) ?? []), { node, path }]);
  }
  return {
    nodes,
    find: (parts, place) => find(byIdentifier, parts.map(lower).reverse(), place),
  };
}

function find(
  byIdentifier: ReadonlyMap<string, readonly Entry[]>,
  wanted: readonly string[],
  place: NamePlace,
): Readable | null {
  const [identifier = "", schema = place.schema?.toLowerCase(), database = place.database?.toLowerCase()] =
    wanted;
  const named = (byIdentifier.get(identifier) ?? []).filter(({ path }) =>
    wanted.every((part, at) => fits(path[at], part)),
  );
  const [only, ...others] = named.filter(({ path }) => fits(path[1], schema) && fits(path[2], database));
  return only !== undefined && others.length === 0 ? only.node : null;
}

function fits(own: string | undefined, wanted: string | undefined): boolean {
  return own === undefined || wanted === undefined || own === wanted;
}

function lower(part: string): string {
  return part.toLowerCase();
}

/** What has a relation of its own that somebody can query. */
function isBuilt({ resourceType, config }: Readable): boolean {
  return BUILT.has(resourceType) && config["materialized"] !== "ephemeral";
}

const BUILT: ReadonlySet<string> = new Set(["model", "seed", "snapshot", "source"]);
