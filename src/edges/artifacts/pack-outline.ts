import type { UniqueId } from "../../core/manifest/node.ts";
import type { Outline } from "../../core/manifest/outline.ts";

/** An outline on its way between threads, without the id, which goes beside it. Handing an object over costs by the key. */
export type PackedOutline = readonly [
  resourceType: Outline["resourceType"],
  packageName: string,
  dependsOn: Outline["dependsOn"],
  isCompiled: boolean,
  hasForeignKeys: boolean,
  freshness?: Outline["freshness"],
];

/** The sending side. */
export function packOutline(outline: Outline): PackedOutline {
  const { resourceType, packageName, dependsOn, isCompiled, hasForeignKeys } = outline;
  const packed = [resourceType, packageName, dependsOn, isCompiled, hasForeignKeys] as const;
  return outline.freshness === undefined ? packed : [...packed, outline.freshness];
}

/** The receiving side. */
export function unpackOutline(uniqueId: UniqueId, packed: PackedOutline): Outline {
  const [resourceType, packageName, dependsOn, isCompiled, hasForeignKeys, freshness] = packed;
  const outline = { uniqueId, resourceType, packageName, dependsOn, isCompiled, hasForeignKeys };
  return freshness === undefined ? outline : { ...outline, freshness };
}
