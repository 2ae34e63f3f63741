import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeFolder, ownPath } from "../../own-files.ts";

let known: string | null = null;

/**
 * A digest of Headgate's code and of the versions of its packages: what other code made is never taken for what this code
 * would make. Nobody has to remember to raise a number.
 */
export function codeVersion(): string {
  known ??= digestOf(codeFolder());
  return known;
}

function digestOf(folder: string): string {
  const hash = createHash("sha256").update(readFileSync(ownPath("package.json")));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => /\.[jt]s$/u.test(each)).sort())
    hash.update(`\n${name}\n`).update(readFileSync(join(folder, name)));
  return hash.digest("hex");
}
