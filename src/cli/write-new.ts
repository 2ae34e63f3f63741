import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../errors.ts";

/** A file to be written, by its path inside a folder. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes files, all or none: one that is there is not written over, unless that is wanted. Throws `UsageError`. */
export async function writeNew(folder: string, files: readonly NewFile[], over: boolean): Promise<void> {
  const there = await Promise.all(files.map(({ path }) => isThere(join(folder, path))));
  const taken = files.filter((_, index) => there[index]).map(({ path }) => path);
  if (taken.length > 0 && !over) throw inTheWay(taken);
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

function inTheWay(paths: readonly string[]): UsageError {
  return new UsageError("file-exists", {
    what: `${paths.join(" and ")} ${paths.length === 1 ? "is" : "are"} there already.`,
    why: "Nothing was written.",
    todo: "Give --force to write over what is there, after a look at `git diff`.",
  });
}
