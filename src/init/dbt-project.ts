import { parse } from "yaml";
import { z } from "zod";

/** What a workflow must know of a dbt project. */
export interface DbtProject {
  /** Its folder in the repository, `.` for the repository itself. */
  readonly path: string;
  /** The profile that dbt looks for. */
  readonly profile: string;
  /** Environment variables that the project's own `profiles.yml` reads; null when it has no such file. */
  readonly ownProfile: readonly string[] | null;
}

/** The texts of a project's files; null where there is none. */
export interface ProjectTexts {
  readonly path: string;
  readonly dbtProject: string;
  readonly profiles: string | null;
  /** Requirements of Python and the like, in one text. */
  readonly requirements: string;
  /** `metadata.adapter_type` of a manifest in `target/`. */
  readonly adapterType: string | null;
}

const DbtProjectFile = z.object({ name: z.string(), profile: z.string().optional() });

/** Reads what a workflow must know of a project; null when its `dbt_project.yml` is none. */
export function dbtProjectOf({ path, dbtProject, profiles }: ProjectTexts): DbtProject | null {
  const file = DbtProjectFile.safeParse(readYaml(dbtProject));
  if (!file.success) return null;
  return {
    path,
    profile: file.data.profile ?? file.data.name,
    ownProfile: profiles === null ? null : variablesIn(profiles),
  };
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/** The variables that `env_var` reads without a default. */
function variablesIn(profiles: string): readonly string[] {
  const read = [...profiles.matchAll(/env_var\(\s*['"](\w+)['"]\s*\)/gu)];
  return [...new Set(read.map(([, name = ""]) => name))];
}

/**
 * The adapter that a project runs on, told by its profile, by a manifest that lies in `target/`, or by the Python packages
 * that it asks for. Null when nothing tells.
 */
export function guessAdapter(texts: ProjectTexts, known: readonly string[]): string | null {
  const inProfile = (texts.profiles ?? "").match(/^\s*type:\s*['"]?(\w+)/mu)?.[1];
  const inPackages = known.find((name) => new RegExp(`\\bdbt-${name}\\b`, "u").test(texts.requirements));
  const told = new Set([inProfile, texts.adapterType, inPackages]);
  return known.find((name) => told.has(name)) ?? null;
}
