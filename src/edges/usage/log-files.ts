import { access, readFile } from "node:fs/promises";
import type { JsonObject } from "../../core/json.ts";
import type { UsageWindow } from "../../core/usage/snapshot.ts";
import { statedWindow } from "../../core/usage/window.ts";
import { quoted, textIn, type Database } from "./database.ts";

/** The files that names and globs stand for, each once, in order. What no file fits stands for itself, so that it is told. */
export async function filesOf(names: readonly string[], database: Database): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const name of names) {
    const found = /[*?[]/u.test(name) && !(await exists(name)) ? await globbed(name, database) : [];
    for (const file of found.length > 0 ? found : [name]) files.add(file);
  }
  return [...files].filter((file) => !file.endsWith(SIDECAR));
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

async function globbed(pattern: string, database: Database): Promise<readonly string[]> {
  const rows = await database.rows(`SELECT file FROM glob(${quoted(pattern)}) ORDER BY file`);
  return rows.map((row) => textIn(row, "file"));
}

/** What follows a log's name to name the file that tells about it. */
const SIDECAR = ".meta.json";

/** The window that a file beside a log states; null where there is none, or it states none. */
export async function sidecarWindow(file: string): Promise<UsageWindow | null> {
  try {
    const value: unknown = JSON.parse(await readFile(`${file}${SIDECAR}`, "utf8"));
    return isJsonObject(value) ? statedWindow(value) : null;
  } catch {
    return null; // no sidecar, or one that says nothing: the window is not known
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
