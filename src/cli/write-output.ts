import { randomUUID } from "node:crypto";
import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { UsageError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

/** Writes a result to a file, or to standard output when none is named. Throws `UsageError` when it cannot. */
export async function writeResult(text: string, file: string | undefined, terminal: Terminal): Promise<void> {
  const whole = text.endsWith("\n") ? text : `${text}\n`;
  try {
    await (file === undefined ? terminal.print(whole) : writeWhole(file, whole));
  } catch (cause) {
    throw new UsageError(
      "output-failed",
      {
        what: `The result cannot be written to ${file ?? "standard output"}.`,
        why: cause instanceof Error ? cause.message : String(cause),
        todo: "Name a file in a folder that exists and that you may write to.",
      },
      { cause },
    );
  }
}

/**
 * Writes a file so that it is either the old one or the whole new one, never half of it:
 * a temporary file beside it is renamed over it. A link is followed; a pipe or device is written to directly.
 */
async function writeWhole(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const known = await stat(target).catch(() => null);
  if (known !== null && !known.isFile()) return writeFile(target, text);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, known === null ? {} : { mode: known.mode });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
