import { readFileSync } from "node:fs";

/** Headgate's own version, from its package.json, which lies above both `src` and `dist`. */
export function ownVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const version = /"version":\s*"([^"]+)"/u.exec(text)?.[1];
  if (version === undefined) throw new Error("package.json does not say a version");
  return version;
}
