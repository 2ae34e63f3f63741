import { readFileSync } from "node:fs";
import { ownPath } from "../own-files.ts";

/** Headgate's own version, from its package.json. */
export function ownVersion(): string {
  const text = readFileSync(ownPath("package.json"), "utf8");
  const version = /"version":\s*"([^"]+)"/u.exec(text)?.[1];
  if (version === undefined) throw new Error("package.json does not say a version");
  return version;
}
