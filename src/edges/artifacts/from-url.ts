import type { ArtifactPlace } from "../../core/config.ts";
import type { Sha } from "../../core/pull/pull.ts";
import { ArtifactError } from "../../errors.ts";
import { download, type DownloadRules } from "../http/download.ts";
import { fillTemplate, namesCommit, trustsForkBranch } from "./fill-template.ts";
import { gather, type Shelf } from "./gather.ts";
import {
  commitsOf,
  notThere,
  sideText,
  TRIED_ANCESTORS,
  type Keeping,
  type PlaceAnswer,
  type Wanted,
} from "./place.ts";

type UrlPlace = Extract<ArtifactPlace, { kind: "url" }>;

/** An address of a manifest or of the folder that holds it, on a host that the operator allows. */
export async function fromUrl(
  place: UrlPlace,
  wanted: Wanted,
  { rules, ...keeping }: Keeping & { readonly rules: DownloadRules },
): Promise<PlaceAnswer> {
  if (place.side !== "both" && place.side !== wanted.side) {
    return notThere(`The address in the configuration is for ${place.side} alone.`);
  }
  if (trustsForkBranch(place.url, wanted)) {
    return notThere("The address in the configuration names a branch, which a fork may choose as it likes.");
  }
  const byCommit = namesCommit(place.url);
  let tried = 0;
  for await (const sha of commitsOf(wanted)) {
    const url = addressOf(place, wanted, sha);
    const { repository, project } = wanted;
    const location = await keeping.cache.keepAnew({ repository, project, sha }, (folder) =>
      gather(shelfAt(url, rules), folder, keeping.mostBytes),
    );
    if (location !== null) return { location, builtFrom: byCommit ? sha : null };
    tried += 1;
    if (!byCommit || tried === TRIED_ANCESTORS) break;
  }
  const { host, pathname } = addressOf(place, wanted, wanted.sha);
  return notThere(`No manifest for ${sideText(wanted)} at \`${host}${pathname}\`: nothing puts it there.`);
}

function addressOf({ url }: UrlPlace, wanted: Wanted, sha: Sha): URL {
  try {
    return new URL(fillTemplate(url, { wanted, sha }, encodeURIComponent));
  } catch (cause) {
    const advice = {
      what: "The address of artifacts in the configuration was not used.",
      why: "It is no address.",
      todo: "Write one that begins with https://.",
    };
    throw new ArtifactError("download-no-address", advice, { cause });
  }
}

/** An address with a query is signed for one file: nothing can be looked for beside it. */
function shelfAt(url: URL, rules: DownloadRules): Shelf {
  const read = (path: string): Promise<AsyncIterable<Uint8Array> | null> => {
    const file = new URL(url);
    file.pathname = path;
    return download(file, rules);
  };
  return { location: url.pathname, isAlone: url.search !== "", read };
}
