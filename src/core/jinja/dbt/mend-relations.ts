import { UNKNOWN_PREFIX } from "./call.ts";
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
  const markers = [...new Set([...sql.matchAll(READ_AS_RELATION)].map(([, marker = ""]) => marker))];
  const mended: Mended[] = [];
  for (const marker of markers) {
    const left = unnamed.filter((node) => !mended.some((each) => each.node === node));
    const named = left.filter((node) => isNamedBy(marker, node));
    const [only] = named.length === 1 ? named : markers.length === 1 ? left : [];
    if (only !== undefined && (named.length === 1 || left.length === 1)) mended.push({ marker, node: only });
  }
  return mended;
}

/** `var('customer')` is likely `stg_shop__customer`. */
function isNamedBy(marker: string, { name }: RenderNode): boolean {
  const words = marker
    .slice(UNKNOWN_PREFIX.length, -2)
    .replace(/^(?:var|env_var)_/u, "")
    .toLowerCase();
  const own = name.toLowerCase().replace(/_tmp$/u, "");
  return own === words || own.endsWith(`_${words}`);
}
