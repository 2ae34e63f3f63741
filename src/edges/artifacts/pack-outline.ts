import type { UniqueId } from "../../core/manifest/node.ts";
import type { Outline } from "../../core/manifest/outline.ts";

/** An outline on its way between threads, without the id, which goes beside it. Handing an object over costs by the key. */
export type PackedOutline = readonly [
  resourceType: Outline["resourceType"],
  packageName: string,
  dependsOn: Outline["dependsOn"],
  tags: Outline["tags"],
  isEphemeral: boolean,
  isCompiled: boolean,
  hasForeignKeys: boolean,
  /** Null where it is a model that promises nothing. */
  others?: Pick<Outline, "access" | "contract" | "freshness"> | null,
];

const NO_PROMISE = { access: "protected", contract: { enforced: false, checksum: null } };

/** The sending side. */
export function packOutline(outline: Outline): PackedOutline {
  const { resourceType, packageName, dependsOn, tags, isEphemeral, isCompiled, hasForeignKeys, ...others } =
    outline;
  const packed = [
    resourceType,
    packageName,
    dependsOn,
    tags,
    isEphemeral,
    isCompiled,
    hasForeignKeys,
  ] as const;
  if (resourceType === "model") return [...packed, promisesNothing(others) ? null : others];
  return resourceType === "source" ? [...packed, others] : packed;
}

/** The receiving side. */
export function unpackOutline(uniqueId: UniqueId, packed: PackedOutline): Outline {
  const [resourceType, packageName, dependsOn, tags, isEphemeral, isCompiled, hasForeignKeys, others] =
    packed;
  const outline = {
    uniqueId,
    resourceType,
    packageName,
    dependsOn,
    tags,
    isEphemeral,
    isCompiled,
    hasForeignKeys,
  };
  return others === undefined ? outline : { ...outline, ...(others ?? NO_PROMISE) };
}

function promisesNothing({ access, contract }: Pick<Outline, "access" | "contract">): boolean {
  return access === NO_PROMISE.access && contract?.enforced === false && contract.checksum === null;
}
