import type { Outline } from "../../core/manifest/outline.ts";

/** The values of an outline in the order of {@link PLACES}: handing an object over costs by the key, and so does making one. */
export type PackedOutline = readonly [
  uniqueId: Outline["uniqueId"],
  resourceType: Outline["resourceType"],
  ...(Outline[keyof Outline] | undefined)[],
];

const PLACES: Readonly<Record<keyof Outline, number>> = {
  uniqueId: 0,
  resourceType: 1,
  name: 2,
  packageName: 3,
  dependsOn: 4,
  tags: 5,
  group: 6,
  metaOwners: 7,
  isEphemeral: 8,
  isCompiled: 9,
  hasForeignKeys: 10,
  access: 11,
  contract: 12,
  freshness: 13,
};
const placeOf: ReadonlyMap<PropertyKey, number> = new Map(Object.entries(PLACES));

/** Packs an outline. */
export function packOutline(outline: Outline): PackedOutline {
  return [
    outline.uniqueId,
    outline.resourceType,
    outline.name,
    outline.packageName,
    outline.dependsOn,
    outline.tags,
    outline.group,
    outline.metaOwners,
    outline.isEphemeral,
    outline.isCompiled,
    outline.hasForeignKeys,
    outline.access,
    outline.contract,
    outline.freshness,
  ];
}

/** What an outline says under a key; undefined where it says nothing. */
export function valueIn(packed: PackedOutline, key: PropertyKey): PackedOutline[number] {
  const place = placeOf.get(key);
  return place === undefined ? undefined : packed[place];
}
