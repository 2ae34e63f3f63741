import type { Json } from "../json.ts";
import type { UniqueId } from "./node.ts";
import type { Section } from "./parse-entry.ts";
import { parseMetadata } from "./parse-metadata.ts";
import { inferProjectName } from "./project-name.ts";
import type { Macro, Node, Project } from "./project.ts";

type Enabled = Exclude<Node, Macro>;

/** A Project that is being put together, entry by entry. */
export interface Draft {
  readonly nodes: Record<UniqueId, Enabled>;
  readonly macros: Record<UniqueId, Macro>;
  readonly disabled: Record<UniqueId, Enabled>;
}

/** An empty draft. Its records have no prototype, so that an id such as `__proto__` is a key like any other. */
export function startProject(): Draft {
  return { nodes: record(), macros: record(), disabled: record() };
}

/** Puts one read entry into the draft. Of several disabled objects of one id the first stays. */
export function addEntry(draft: Draft, section: Section, node: Node): void {
  if (node.resourceType === "macro") {
    if (section !== "disabled") draft.macros[node.uniqueId] = node;
  } else if (section !== "disabled") {
    draft.nodes[node.uniqueId] = node;
  } else {
    draft.disabled[node.uniqueId] ??= node;
  }
}

/** The finished Project. `rootPackages`: see `rootPackage`. */
export function finishProject(
  draft: Draft,
  metadata: Json | undefined,
  rootPackages: ReadonlySet<string>,
): Project {
  const parsed = parseMetadata(metadata);
  const projectName = parsed.projectName ?? inferProjectName(draft.nodes, rootPackages);
  return { metadata: { ...parsed, projectName }, ...draft };
}

function record<T>(): Record<UniqueId, T> {
  const empty: Record<UniqueId, T> = {};
  Object.setPrototypeOf(empty, null);
  return empty;
}
