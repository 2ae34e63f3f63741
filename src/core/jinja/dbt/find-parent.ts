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

/** The table that a `source` means. */
export function findSource(parents: readonly RenderNode[], source: string, table: string): RenderNode | null {
  return parents.find(({ sourceName, name }) => sourceName === source && name === table) ?? null;
}
