import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** The code that makes a reading of a statement; what only compares readings is not in it. */
const FOLDERS = ["./", "../../core/sql/", "../../core/sql/read/", "../../core/sql/resolve/"];

/**
 * A digest of the code that reads statements and of the versions of the parsers: a reading that other code made is never
 * taken for one of this code. Nobody has to remember to raise a number.
 */
export function readerVersion(): string {
  const hash = createHash("sha256").update(readFileSync(at("../../../package.json")));
  for (const folder of FOLDERS) {
    const files = readdirSync(at(folder)).filter((name) => /(?<!\.d)\.[jt]s$/u.test(name));
    for (const name of files.toSorted())
      hash.update(`\n${name}\n`).update(readFileSync(at(`${folder}${name}`)));
  }
  return hash.digest("hex");
}

function at(path: string): URL {
  return new URL(path, import.meta.url);
}
