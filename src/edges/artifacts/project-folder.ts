import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export const PROJECT_FILE = "dbt_project.yml";

/** The folder of a manifest, or the one above it, that holds `dbt_project.yml`; null where neither does. */
export function projectFolder(manifest: string): string | null {
  const folders = [dirname(manifest), dirname(dirname(manifest))];
  return folders.find((folder) => existsSync(join(folder, PROJECT_FILE))) ?? null;
}
