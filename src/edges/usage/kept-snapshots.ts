import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { RepositoryKey } from "../../core/pull/pull.ts";

/** The usage snapshots that an operator keeps: in a folder `OWNER/REPOSITORY`, every `.parquet`. None where there is no such folder. */
export function keptSnapshots(folder: string): (key: RepositoryKey) => Promise<readonly string[]> {
  return async ({ owner, repository }) => {
    const own = join(folder, owner, repository);
    const names = await readdir(own).catch(() => []);
    return names
      .filter((name) => name.endsWith(".parquet"))
      .sort()
      .map((name) => join(own, name));
  };
}
