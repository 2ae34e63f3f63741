import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/**
 * A digest of the code in some folders of `src` and of the versions of the packages: what other code made is never taken
 * for what this code would make. Nobody has to remember to raise a number.
 */
export function codeVersion(folders: readonly string[]): string {
  const hash = createHash("sha256").update(readFileSync(at("../package.json")));
  for (const folder of folders) {
    const files = readdirSync(at(folder)).filter((name) => /(?<!\.d)\.[jt]s$/u.test(name));
    for (const name of files.toSorted())
      hash.update(`\n${name}\n`).update(readFileSync(at(`${folder}/${name}`)));
  }
  return hash.digest("hex");
}

/** A path beside `src`, or beside what was built of it. */
function at(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}
