import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { z } from "zod";
import type { ProjectTexts } from "../init/dbt-project.ts";

/** How many folders below the top a project may lie. */
const MAX_DEPTH = 3;
/** Folders in which only other people's projects lie. */
const FOREIGN = new Set(["node_modules", "dbt_packages", "dbt_modules", "target", "venv"]);
/** Where Python projects name the packages that they need. */
const REQUIREMENTS = ["requirements.txt", "requirements.in", "pyproject.toml", "Pipfile", "setup.py"];
/** A manifest says its adapter at the beginning; one that is larger than this is not read for it. */
const MAX_MANIFEST = 64 * 1024 * 1024;

/** The dbt projects of a folder and what lies around them, those nearest to the top first. */
export async function findProjects(root: string): Promise<readonly ProjectTexts[]> {
  const shared = await requirementsIn(root);
  const found: ProjectTexts[] = [];
  let level = ["."];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const texts = await Promise.all(level.map((path) => textsOf(root, path, shared)));
    found.push(...texts.filter((text) => text !== null));
    const taken = new Set(found.map(({ path }) => path));
    const below = await Promise.all(
      level.filter((path) => !taken.has(path)).map((path) => foldersIn(root, path)),
    );
    level = below.flat().sort();
  }
  return found;
}

async function foldersIn(root: string, path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !FOREIGN.has(entry.name))
    .map(({ name }) => posix.join(path, name));
}

async function textsOf(root: string, path: string, shared: string): Promise<ProjectTexts | null> {
  const at = (file: string) => textAt(join(root, path, file));
  const dbtProject = await at("dbt_project.yml");
  if (dbtProject === null) return null;
  return {
    path,
    dbtProject,
    profiles: await at("profiles.yml"),
    requirements: `${await requirementsIn(join(root, path))}\n${shared}`,
    adapterType: adapterIn(await at("target/manifest.json")),
  };
}

async function requirementsIn(folder: string): Promise<string> {
  const texts = await Promise.all(REQUIREMENTS.map((file) => textAt(join(folder, file))));
  return texts.filter((text) => text !== null).join("\n");
}

function textAt(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}

const Manifest = z.object({ metadata: z.object({ adapter_type: z.string() }) });

function adapterIn(manifest: string | null): string | null {
  if (manifest === null || manifest.length > MAX_MANIFEST) return null;
  try {
    return Manifest.parse(JSON.parse(manifest)).metadata.adapter_type;
  } catch {
    return null;
  }
}
