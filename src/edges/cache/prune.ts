import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Removes the oldest files of a folder until the rest is small enough; half-written ones of dead processes are among them. */
export async function prune(folder: string, mostBytes: number): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(names.map((name) => measure(join(folder, name))));
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const { path, bytes: own } of files.toSorted((a, b) => a.writtenAt - b.writtenAt)) {
    if (bytes <= mostBytes) return;
    await rm(path, { force: true });
    bytes -= own;
  }
}

/** A file that another process removes meanwhile counts as empty. */
async function measure(path: string): Promise<{ path: string; writtenAt: number; bytes: number }> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { path, writtenAt: mtimeMs, bytes: size };
  } catch {
    return { path, writtenAt: 0, bytes: 0 };
  }
}
