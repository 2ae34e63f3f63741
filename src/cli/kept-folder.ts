import { join } from "node:path";

/** The folder of a cache in which one kind of thing is kept; null where there is no cache. */
export function keptFolder(
  cache: string | null,
  what: "manifests" | "sql" | "answers" | "code",
): string | null {
  return cache === null ? null : join(cache, what);
}
