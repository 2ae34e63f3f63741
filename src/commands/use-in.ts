import type { PullFacts } from "../core/pull/project-review.ts";
import { projectUse, type ProjectUse } from "../core/usage/project-use.ts";
import type { FoundNode } from "./named-node.ts";

/** What query logs say of the project that an object stands in. */
export function useIn({ usage }: PullFacts, { project, artifacts }: FoundNode): ProjectUse {
  return projectUse(usage[project] ?? null, artifacts.base.project, new Map());
}
