import type { ArtifactPlace } from "../../core/config.ts";
import { ArtifactError, ForgeError } from "../../errors.ts";
import type { ArtifactRequest, ArtifactSearch, Clock } from "../../ports.ts";
import { ownNetwork, publicNetwork, type Network } from "../http/network.ts";
import { artifactCache, type CacheSetting } from "./artifact-cache.ts";
import { fromActions } from "./from-actions.ts";
import { fromDbtCloud, type DbtCloudAccess } from "./from-dbt-cloud.ts";
import { fromGit } from "./from-git.ts";
import { fromUrl } from "./from-url.ts";
import type { Keeping, PlaceAnswer, Wanted } from "./place.ts";

/** What the server's operator says of places. */
export interface FinderSetting {
  readonly cache: CacheSetting;
  /** How many bytes a file may have, packed and unpacked; 300 MB where it is left out. */
  readonly mostBytes?: number;
  /** Hosts that a URL may name, and the `Authorization` header for each; null for none. */
  readonly hosts: ReadonlyMap<string, string | null>;
  readonly dbtCloud: DbtCloudAccess | null;
  /** Where it is left out: the open internet for what a repository names, private addresses too for what the operator names. */
  readonly networks?: Networks;
}

/** What each kind of place may reach. */
interface Networks {
  /** An address that a repository's configuration names. */
  readonly url: Network;
  /** The host of the dbt platform, which the operator names. */
  readonly dbtCloud: Network;
}

const serverNetworks: Networks = { url: publicNetwork, dbtCloud: ownNetwork };

/** Six times the largest manifests known. */
const MOST_BYTES = 300 * 1024 * 1024;

const URL_TIMEOUT = 2 * 60_000;

/**
 * Gives a search that tries the configured places in their order. A place that has nothing, or nothing that can be used, is
 * said in `missing`, and the next one is tried. Throws `ForgeError` when the code host failed, which is no answer.
 */
export function artifactFinder(
  setting: FinderSetting,
  clock: Clock,
): (request: ArtifactRequest) => Promise<ArtifactSearch> {
  const { hosts, dbtCloud, mostBytes = MOST_BYTES, networks = serverNetworks } = setting;
  const edges = { hosts, dbtCloud, mostBytes, networks, cache: artifactCache(setting.cache, clock) };
  return async ({ places, ...wanted }) => {
    const missing: string[] = [];
    for (const place of places) {
      const answer = await askPlace(place, wanted, edges).catch(asMissing);
      if (answer.location !== null) return { ...answer, missing };
      missing.push(answer.why);
    }
    return { location: null, builtFrom: null, missing };
  };
}

interface Edges extends Keeping, Pick<FinderSetting, "hosts" | "dbtCloud"> {
  readonly networks: Networks;
}

function askPlace(place: ArtifactPlace, wanted: Wanted, edges: Edges): Promise<PlaceAnswer> {
  const { networks, hosts, dbtCloud } = edges;
  switch (place.kind) {
    case "actions":
      return fromActions(place, wanted, edges);
    case "git":
      return fromGit(place, wanted, edges);
    case "url":
      return fromUrl(place, wanted, {
        ...edges,
        rules: { network: networks.url, hosts, timeout: URL_TIMEOUT },
      });
    case "dbt-cloud":
      return fromDbtCloud(place, wanted, { ...edges, access: dbtCloud, network: networks.dbtCloud });
  }
}

const FINAL: ReadonlySet<string> = new Set(["forge-forbidden", "forge-missing", "forge-file-too-large"]);

/** What waiting may mend is thrown on, so that the whole review is tried again; what only people can mend is said. */
function asMissing(error: unknown): PlaceAnswer {
  const isFinal = error instanceof ForgeError && FINAL.has(error.code);
  if (!(error instanceof ArtifactError) && !isFinal) throw error;
  const { what, why, todo } = error.advice;
  return { location: null, why: `${what} ${why} ${todo}` };
}
