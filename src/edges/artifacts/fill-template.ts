import type { Sha } from "../../core/pull/pull.ts";
import type { Wanted } from "./place.ts";

/** Puts the project's folder, the commit and the branch into a text of the configuration, each encoded for where it goes. */
export function fillTemplate(
  template: string,
  { wanted, sha }: { readonly wanted: Pick<Wanted, "project" | "branch">; readonly sha: Sha },
  encode: (text: string) => string = (text) => text,
): string {
  const values: Readonly<Record<string, string>> = {
    project: wanted.project === "." ? "root" : wanted.project.replaceAll("/", "-"),
    sha,
    branch: wanted.branch,
  };
  return template.replaceAll(/\{(project|sha|branch)\}/gu, (_, name: string) => encode(values[name] ?? ""));
}

/** Whether a text names the commit: only then does it say what was built. */
export function namesCommit(template: string): boolean {
  return template.includes("{sha}");
}

/**
 * Whether a text leads to artifacts by the name of a branch alone, and the branch is a fork's: whoever calls it `main`
 * would have the artifacts of `main` taken for those of the change.
 */
export function trustsForkBranch(template: string, { side, isFork }: Wanted): boolean {
  return side === "head" && isFork && template.includes("{branch}") && !namesCommit(template);
}
