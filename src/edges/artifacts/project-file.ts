import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { ProjectSettings } from "../../core/jinja/dbt/render-project.ts";
import { PROJECT_FILE as NAME } from "./project-folder.ts";

/** Bytes. Nobody writes a longer one by hand. */
const LONGEST = 1024 * 1024;

const ProjectFile = z.object({
  name: z.string().catch(""),
  vars: z.record(z.string(), z.json()).catch({}),
  dispatch: z.array(z.object({ macro_namespace: z.string(), search_order: z.array(z.string()) })).catch([]),
});

/** What the `dbt_project.yml` of a folder says, and those of installed packages; null where it cannot be read. */
export function readProjectFile(root: string): ProjectSettings | null {
  return (
    readFile(join(root, NAME)).map(({ vars, dispatch }): ProjectSettings => ({
      vars,
      packageVars: Object.fromEntries(packagesIn(root).map((each) => [each.name, each.vars])),
      searchOrders: Object.fromEntries(dispatch.map((each) => [each.macro_namespace, each.search_order])),
    }))[0] ?? null
  );
}

/** The project files of installed packages, which hold the defaults of their variables. */
function packagesIn(root: string): readonly z.infer<typeof ProjectFile>[] {
  const folder = join(root, "dbt_packages");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => readFile(join(folder, name, NAME)));
}

/** None where it is missing, too long or no YAML: what depends on it is unknown then. */
function readFile(path: string): readonly z.infer<typeof ProjectFile>[] {
  try {
    if (statSync(path).size > LONGEST) return [];
    const file: unknown = parse(readFileSync(path, "utf8"));
    const read = ProjectFile.safeParse(file);
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}
