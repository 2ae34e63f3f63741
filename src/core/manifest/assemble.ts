import type { UniqueId } from "./node.ts";
import type { Section } from "./parse-entry.ts";
import { inferProjectName } from "./project-name.ts";
import type { Macro, Node, Project, ProjectMetadata } from "./project.ts";

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
  metadata: ProjectMetadata,
  rootPackages: ReadonlySet<string>,
): Project {
  const projectName = metadata.projectName ?? inferProjectName(draft.nodes, rootPackages);
  return { metadata: { ...metadata, projectName }, ...draft };
}

/** A record without a prototype. */
export function record<T>(): Record<UniqueId, T> {
  const empty: Record<UniqueId, T> = {};
  Object.setPrototypeOf(empty, null);
  return empty;
}
