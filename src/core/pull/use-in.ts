import { noUse, projectUse, type ProjectUse } from "../usage/project-use.ts";
import type { PullFacts } from "./project-review.ts";

/** What query logs say of one project of a pull request. */
export function useIn({ usage, artifacts }: PullFacts, project: string): ProjectUse {
  const sides = artifacts[project];
  const log = usage[project] ?? null;
  return sides === undefined || log === null ? noUse : projectUse(log, sides.base.project, new Map());
}
