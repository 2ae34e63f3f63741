import { append } from "../append.ts";
import type { Project } from "../manifest/project.ts";
import { isReadable, partsOf, type Readable } from "../sql/known-columns.ts";
import { NameIndex, type NamePlace } from "./name-index.ts";
import type { FurtherName } from "./places/read-names.ts";

/** Finds the object of the project behind the name of a relation. */
export interface RelationIndex {
  /** Null for a relation that is not of the project, and for a name that may mean several. */
  readonly find: (parts: readonly string[], place: NamePlace) => Readable | null;
  /** What the log may call an object, its own name first. */
  readonly namesOf: (node: Readable) => readonly (readonly string[])[];
}

/** Every object that has a relation of its own, which somebody can query. */
export function builtNodes(project: Project): readonly Readable[] {
  return Object.values(project.nodes).filter(isReadable).filter(isBuilt);
}

/** Objects by the names that the manifest gives them. */
export function ownNames(nodes: readonly Readable[]): NameIndex<Readable> {
  const index = new NameIndex<Readable>();
  for (const node of nodes) index.add(node, partsOf(node));
  return index;
}

/** Objects by their own names and, where none of these fits, by those that they have in the environment of the log. */
export function relationIndex(own: NameIndex<Readable>, further: readonly FurtherName[]): RelationIndex {
  const others = new NameIndex<Readable>();
  const names = new Map<Readable, (readonly string[])[]>();
  for (const { node, parts } of further) {
    others.add(node, parts);
    append(names, node, parts);
  }
  return {
    find: (parts, place) => {
      const isOwn = own.fitting(parts, place).length > 0;
      return (isOwn ? own : others).find(parts, place);
    },
    namesOf: (node) => [partsOf(node), ...(names.get(node) ?? [])],
  };
}

function isBuilt({ resourceType, isEphemeral }: Readable): boolean {
  return BUILT.has(resourceType) && !isEphemeral;
}

const BUILT: ReadonlySet<string> = new Set(["model", "seed", "snapshot", "source"]);
