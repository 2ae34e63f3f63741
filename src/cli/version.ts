import { readFileSync } from "node:fs";
import { z } from "zod";

/** Headgate's own version, from its package.json, which lies above both `src` and `dist`. */
export function ownVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
