import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeFolder, ownPath } from "../../own-files.ts";

let known: string | null = null;

/**
 * A digest of Headgate's code and of the versions of its packages: what other code made is never taken for what this code
 * would make. Nobody has to remember to raise a number.
 */
export function codeVersion(): string {
  known ??= writtenDown() ?? digestOf(codeFolder());
  return known;
}

/** As the build wrote it beside the code that it packed; null for sources. */
function writtenDown(): string | null {
  const file = join(codeFolder(), "code-version");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function digestOf(folder: string): string {
  const hash = createHash("sha256").update(readFileSync(ownPath("package.json")));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => /\.[jt]s$/u.test(each)).sort())
    hash.update(`\n${name}\n`).update(readFileSync(join(folder, name)));
  return hash.digest("hex");
}
