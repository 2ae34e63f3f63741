import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse, YAMLError } from "yaml";
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

/** What a `dbt_project.yml` says, or in a sentence why it says nothing. */
export type ReadSettings =
  | { readonly settings: ProjectSettings; readonly why: null }
  | { readonly settings: null; readonly why: string };

/** What the `dbt_project.yml` of a folder says, and those of installed packages. Never throws. */
export function readProjectFile(root: string): ReadSettings {
  const text = readText(join(root, NAME));
  if (text === null) return { settings: null, why: "It cannot be read, or has more than 1 MB." };
  const read = parseProjectFile(text);
  if (read.settings === null) return read;
  const packages = packagesIn(root).map(({ name, vars }) => [name, vars] as const);
  return { settings: { ...read.settings, packageVars: Object.fromEntries(packages) }, why: null };
}

/** What the text of a `dbt_project.yml` says. Never throws. */
export function parseProjectFile(text: string): ReadSettings {
  const read = parseFile(text);
  if (typeof read === "string") return { settings: null, why: read };
  const searchOrders = read.dispatch.map((each) => [each.macro_namespace, each.search_order] as const);
  return {
    settings: { vars: read.vars, packageVars: {}, searchOrders: Object.fromEntries(searchOrders) },
    why: null,
  };
}

/** The project files of installed packages, which hold the defaults of their variables. Those that say nothing are left out. */
function packagesIn(root: string): readonly z.infer<typeof ProjectFile>[] {
  const folder = join(root, "dbt_packages");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const text = readText(join(folder, name, NAME));
    const read = text === null ? "" : parseFile(text);
    return typeof read === "string" ? [] : [read];
  });
}

/** Null where it is missing or too long. */
function readText(path: string): string | null {
  try {
    return statSync(path).size > LONGEST ? null : readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** The file, or why it is none. Aliases cannot multiply a small text into a huge one: `yaml` follows a hundred. */
function parseFile(text: string): z.infer<typeof ProjectFile> | string {
  try {
    const file: unknown = parse(text);
    const read = ProjectFile.safeParse(file);
    return read.success ? read.data : "It is no project file of dbt.";
  } catch (error) {
    // What the parser says quotes the file, which a stranger may have written.
    const line = error instanceof YAMLError ? error.linePos?.[0].line : undefined;
    return line === undefined ? "It is not valid YAML." : `It is not valid YAML from line ${line} on.`;
  }
}
