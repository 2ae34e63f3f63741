import { UNKNOWN_PREFIX } from "./call.ts";
import { findNamed } from "./find-parent.ts";
import type { RenderNode } from "./render-project.ts";

/** A marker that was read as a relation, and the object that it stands for. */
export interface Mended {
  readonly marker: string;
  readonly node: RenderNode;
}

const READ_AS_RELATION = new RegExp(
  String.raw`\b(?:from|join)\s+(${UNKNOWN_PREFIX}[a-zA-Z0-9_]*__)(?![\w.])`,
  "giu",
);

/**
 * What unknown relations of a rendered text must be: dbt lists every object that is read, so one unknown and one object
 * that no `ref` or `source` gave belong together. Several are told apart by their names.
 */
export function mendRelations(sql: string, unnamed: readonly RenderNode[]): readonly Mended[] {
  if (unnamed.length === 0 || !sql.includes(UNKNOWN_PREFIX)) return [];
  const markers = [...new Set([...sql.matchAll(READ_AS_RELATION)].map(([, marker = ""]) => marker))];
  const mended: Mended[] = [];
  for (const marker of markers) {
    const left = unnamed.filter((node) => !mended.some((each) => each.node === node));
    const [first, ...others] = left;
    const only = markers.length === 1 && others.length === 0 ? first : undefined;
    const node = findNamed(left, wordOf(marker)) ?? only;
    if (node !== undefined) mended.push({ marker, node });
  }
  return mended;
}

/** `__unknown_var_customer__` is about `customer`. */
function wordOf(marker: string): string {
  return marker.slice(UNKNOWN_PREFIX.length, -2).replace(/^(?:var|env_var)_/u, "");
}
