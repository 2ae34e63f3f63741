import type { Outline } from "../../core/manifest/outline.ts";

/**
 * An outline on its way between threads: handing over costs by the key and by the list. Its values in the order of
 * {@link PLACES}, where they are not the usual ones.
 */
export type PackedOutline = readonly [
  uniqueId: Outline["uniqueId"],
  resourceType: Outline["resourceType"],
  ...(Outline[keyof Outline] | undefined)[],
];

/** What most objects say under the last keys. */
const USUAL = {
  tags: [],
  group: null,
  metaOwners: [],
  isEphemeral: false,
  hasForeignKeys: false,
  access: "protected",
  contract: { enforced: false, checksum: null },
} satisfies Partial<Outline>;

const PLACES: Readonly<Record<keyof Outline, number>> = {
  uniqueId: 0,
  resourceType: 1,
  name: 2,
  packageName: 3,
  dependsOn: 4,
  isCompiled: 5,
  tags: 6,
  group: 7,
  metaOwners: 8,
  isEphemeral: 9,
  hasForeignKeys: 10,
  access: 11,
  contract: 12,
  freshness: 13,
};
const placeOf: ReadonlyMap<PropertyKey, number> = new Map(Object.entries(PLACES));
const usualOf: ReadonlyMap<PropertyKey, Outline[keyof Outline]> = new Map(Object.entries(USUAL));

/** Packs an outline. */
export function packOutline(outline: Outline): PackedOutline {
  const { uniqueId, resourceType, name, packageName, dependsOn, isCompiled } = outline;
  if (isUsual(outline)) return [uniqueId, resourceType, name, packageName, dependsOn, isCompiled];
  const { tags, group, metaOwners, isEphemeral, hasForeignKeys, access, contract, freshness } = outline;
  return [
    uniqueId,
    resourceType,
    name,
    packageName,
    dependsOn,
    isCompiled,
    tags,
    group,
    metaOwners,
    isEphemeral,
    hasForeignKeys,
    access,
    contract,
    freshness,
  ];
}

function isUsual(outline: Outline): boolean {
  return (
    !outline.isEphemeral &&
    !outline.hasForeignKeys &&
    outline.group === null &&
    outline.freshness === undefined &&
    outline.tags.length === 0 &&
    outline.metaOwners.length === 0 &&
    promisesNothing(outline)
  );
}

function promisesNothing({ access = USUAL.access, contract = USUAL.contract }: Outline): boolean {
  return access === USUAL.access && !contract.enforced && contract.checksum === null;
}

/** What an outline says under a key; undefined where it says nothing. */
export function valueIn(packed: PackedOutline, key: PropertyKey): PackedOutline[number] {
  const place = placeOf.get(key);
  if (place === undefined) return undefined;
  const value = packed[place];
  if (value !== undefined) return value;
  const isOfModels = key === "access" || key === "contract";
  return isOfModels && packed[1] !== "model" ? undefined : usualOf.get(key);
}
