import { append } from "../append.ts";
import { displayName } from "../display-name.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import { nearestNames } from "../nearest.ts";

/** What `NODE[.COLUMN]` means in a project. `candidates`: the ids that are meant, or the nearest names, closest first. */
export type ResolvedNode =
  | { readonly kind: "found"; readonly uniqueId: UniqueId; readonly column: string | null }
  | { readonly kind: "ambiguous"; readonly name: string; readonly candidates: readonly UniqueId[] }
  | { readonly kind: "unknown"; readonly candidates: readonly string[] };

/**
 * Reads `NODE[.COLUMN]`: the longest beginning that is a known unique_id or the name of exactly one object wins,
 * the rest is the column. Besides its name, a source table answers to `source.table`, a versioned model to `name.v2`, and
 * everything to its name after its resource type, as in dbt's selectors: `metric:revenue`.
 */
export function resolveNode(project: Project, written: string): ResolvedNode {
  const names = namesOf(project, written.includes(":"));
  let ambiguous: ResolvedNode | null = null;
  for (const { node, column } of splits(written)) {
    const ids = project.nodes[node] === undefined ? (names.get(node) ?? []) : [node];
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) return { kind: "found", uniqueId: only, column };
    if (ids.length > 1) ambiguous ??= { kind: "ambiguous", name: node, candidates: [...ids].sort() };
  }
  return ambiguous ?? { kind: "unknown", candidates: nearestTo(project, names, written) };
}

/** Every way to part the text at a dot, longest node first. */
function* splits(written: string): Generator<{ node: string; column: string | null }> {
  yield { node: written, column: null };
  for (let dot = written.lastIndexOf("."); dot > 0; dot = written.lastIndexOf(".", dot - 1)) {
    const column = written.slice(dot + 1);
    if (column !== "") yield { node: written.slice(0, dot), column };
  }
}

type Names = ReadonlyMap<string, readonly UniqueId[]>;

function namesOf(project: Project, withType: boolean): Names {
  const names = new Map<string, UniqueId[]>();
  for (const node of Object.values(project.nodes)) {
    const type = withType ? `${node.resourceType}:` : "";
    for (const name of new Set([node.name, displayName(node)]))
      append(names, `${type}${name}`, node.uniqueId);
  }
  return names;
}

/** The column may have been written too, so each beginning of the text is tried, the longest first. */
function nearestTo(project: Project, names: Names, written: string): readonly string[] {
  for (const { node } of splits(written)) {
    const near = nearestNames(node, isId(node) ? Object.keys(project.nodes) : names.keys(), 5);
    if (near.length > 0) return near;
  }
  return [];
}

function isId(written: string): boolean {
  return written.split(".").length > 2;
}
