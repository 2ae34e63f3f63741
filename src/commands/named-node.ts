import { resolveNode } from "../core/lineage/resolve-node.ts";
import type { Artifacts } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Node } from "../core/manifest/project.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import { codeSpan } from "../render/escape.ts";
import { listOf } from "../render/names.ts";

const MAX_CANDIDATES = 8;

/** An object that a command names, in the project that holds it. */
export interface FoundNode {
  readonly project: string;
  readonly artifacts: Artifacts;
  readonly node: Node;
  readonly column: string | null;
  /** It is gone in head. */
  readonly isGone: boolean;
}

/** What `NODE[.COLUMN]` means over all projects, or a sentence that says why it means nothing. */
export type NamedNode =
  | ({ readonly kind: "found" } & FoundNode)
  | { readonly kind: "unknown"; readonly why: string };

/** The one object of the newest head, else of the base, that is meant. */
export function namedNode(written: string, facts: PullFacts): NamedNode {
  const projects = Object.entries(facts.artifacts);
  if (projects.length === 0)
    return {
      kind: "unknown",
      why: "No manifest of this pull request could be read, so nothing is known of it.",
    };
  for (const side of ["head", "base"] as const) {
    const found = projects.map((entry) => resolveIn(written, entry, side));
    const matches = found.flatMap((one) => (one.kind === "found" ? [one] : []));
    const [only] = matches;
    if (only !== undefined && matches.length === 1) return only;
    const candidates = matches.map(({ node }) => node.uniqueId);
    for (const one of found) if (one.kind === "ambiguous") candidates.push(...one.candidates);
    if (candidates.length > 0) return { kind: "unknown", why: ambiguousWords(written, candidates) };
  }
  return { kind: "unknown", why: unknownWords(written, projects) };
}

type Resolved =
  | ({ readonly kind: "found" } & FoundNode)
  | { readonly kind: "ambiguous"; readonly candidates: readonly UniqueId[] }
  | { readonly kind: "none" };

function resolveIn(
  written: string,
  [project, artifacts]: readonly [string, Artifacts],
  side: "base" | "head",
): Resolved {
  const known = artifacts[side].project;
  const resolved = resolveNode(known, written);
  if (resolved.kind === "ambiguous") return { kind: "ambiguous", candidates: resolved.candidates };
  const node = resolved.kind === "found" ? known.nodes[resolved.uniqueId] : undefined;
  if (resolved.kind !== "found" || node === undefined) return { kind: "none" };
  return { kind: "found", project, artifacts, node, column: resolved.column, isGone: side === "base" };
}

function ambiguousWords(written: string, ids: readonly UniqueId[]): string {
  const names = listOf([...new Set(ids)], MAX_CANDIDATES, asCode);
  return `${codeSpan(written)} names more than one object: ${names}. Write the unique_id of the one that is meant.`;
}

function unknownWords(written: string, projects: readonly (readonly [string, Artifacts])[]): string {
  const near = projects.flatMap(([, { head }]) => {
    const resolved = resolveNode(head.project, written);
    return resolved.kind === "unknown" ? resolved.candidates : [];
  });
  const names = listOf([...new Set(near)], 5, asCode);
  return `The project has no object ${codeSpan(written)}.${names === "" ? "" : ` Nearest names: ${names}.`}`;
}

function asCode(name: string): string {
  return codeSpan(name);
}
