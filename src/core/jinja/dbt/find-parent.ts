import type { RenderNode } from "./render-project.ts";

/** What a `ref` names, as written. */
export interface WantedRef {
  readonly packageName: string | null;
  readonly name: string;
  readonly version: string | null;
}

/** The object that a `ref` means, among those that the template's object depends on; an unpinned ref means the latest version. */
export function findRef(parents: readonly RenderNode[], wanted: WantedRef): RenderNode | null {
  const named = parents.filter(
    (node) =>
      node.name === wanted.name &&
      node.sourceName === null &&
      (wanted.packageName === null || node.packageName === wanted.packageName),
  );
  const isWanted = ({ version, latestVersion }: RenderNode): boolean =>
    wanted.version === null ? version === null || version === latestVersion : version === wanted.version;
  return named.find(isWanted) ?? named[0] ?? null;
}

/** The one object whose name ends in a word, as `stg_shop__customer` does in `customer`; null where none or several do. */
export function findNamed(parents: readonly RenderNode[], word: string): RenderNode | null {
  const wanted = word.toLowerCase();
  const named = parents.filter(({ name }) => {
    const own = name.toLowerCase().replace(/_tmp$/u, "");
    return own === wanted || own.endsWith(`_${wanted}`);
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** The table that a `source` means. */
export function findSource(parents: readonly RenderNode[], source: string, table: string): RenderNode | null {
  return parents.find(({ sourceName, name }) => sourceName === source && name === table) ?? null;
}
