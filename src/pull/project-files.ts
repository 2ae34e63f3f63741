import { ForgeError } from "../errors.ts";
import type { Forge } from "../ports.ts";
import type { ProjectFiles } from "../review.ts";
import type { LookedAt } from "./problems.ts";

/** The project files of both sides, and what a reader must know of one that was not read. */
export interface FoundProjectFiles {
  readonly files: ProjectFiles;
  readonly notes: readonly string[];
}

/**
 * The `dbt_project.yml` of each side as it is at the commit that its artifacts are of: variables, and where macros are
 * looked for. That of head is text of the pull request, and is only ever read as values. Throws `ForgeError`.
 */
export async function projectFiles(
  project: string,
  { base, head }: Readonly<Record<LookedAt["side"], LookedAt>>,
  forge: Forge,
): Promise<FoundProjectFiles> {
  const path = project === "." ? NAME : `${project}/${NAME}`;
  const notes: string[] = [];
  const read = async ({ side, sha, search }: LookedAt): Promise<string | null> => {
    try {
      return await forge.readFile(path, search.builtFrom ?? sha);
    } catch (error) {
      if (!(error instanceof ForgeError) || error.code !== "forge-file-too-large") throw error;
      notes.push(`\`${path}\` of ${side} was not read: ${error.advice.why}`);
      return null;
    }
  };
  return { files: { base: await read(base), head: await read(head) }, notes };
}

const NAME = "dbt_project.yml";
