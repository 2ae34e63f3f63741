import { access, constants } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UsageError } from "../errors.ts";

/** Refuses a file that could not be written, before long work is done for it. Throws `UsageError`. */
export async function checkWritable(file: string): Promise<void> {
  const folder = dirname(resolve(file));
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new UsageError(
      "output-failed",
      {
        what: `The result cannot be written to ${file}.`,
        why: "Its folder does not exist, or may not be written to.",
        todo: "Name a file in a folder that exists and that you may write to.",
      },
      { cause },
    );
  }
}
