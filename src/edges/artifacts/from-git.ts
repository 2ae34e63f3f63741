import { posix } from "node:path";
import { Readable } from "node:stream";
import type { ArtifactPlace } from "../../core/config.ts";
import type { Sha } from "../../core/pull/pull.ts";
import { fillTemplate, namesCommit, trustsForkBranch } from "./fill-template.ts";
import { gather } from "./gather.ts";
import {
  commitsOf,
  notThere,
  sideText,
  TRIED_ANCESTORS,
  type Keeping,
  type PlaceAnswer,
  type Wanted,
} from "./place.ts";

type GitPlace = Extract<ArtifactPlace, { kind: "git" }>;

/** A file or folder in the repository: as it is at the commit, or on a branch that artifacts are committed to. */
export async function fromGit(place: GitPlace, wanted: Wanted, keeping: Keeping): Promise<PlaceAnswer> {
  const written = `${place.branch ?? ""} ${place.path}`;
  if (trustsForkBranch(written, wanted)) {
    return notThere(
      `\`${place.path}\` is found by the name of a branch, which a fork may choose as it likes.`,
    );
  }
  const byCommit = namesCommit(written);
  let tried = 0;
  for await (const sha of commitsOf(wanted)) {
    const location = await take({ place, wanted, sha }, keeping);
    if (location !== null) return { location, builtFrom: place.branch === null || byCommit ? sha : null };
    tried += 1;
    if (!byCommit || tried === TRIED_ANCESTORS) break;
  }
  const path = fillTemplate(place.path, { wanted, sha: wanted.sha });
  const where = place.branch === null ? sideText(wanted) : `the branch \`${place.branch}\``;
  return notThere(`No manifest at \`${path}\` at ${where}: nothing commits it there.`);
}

interface Attempt {
  readonly place: GitPlace;
  readonly wanted: Wanted;
  readonly sha: Sha;
}

function take({ place, wanted, sha }: Attempt, { cache, mostBytes }: Keeping): Promise<string | null> {
  const { repository, project, forge } = wanted;
  const ref = place.branch === null ? sha : fillTemplate(place.branch, { wanted, sha });
  const location = fillTemplate(place.path, { wanted, sha });
  let listing: Promise<readonly string[] | null> | null = null;
  // Nine files may lie there and most do not: one question for all of them.
  const isListed = async (path: string): Promise<boolean> => {
    const folder = posix.dirname(path);
    const names = await (listing ??= forge.listFolder(folder === "." ? "" : folder, ref));
    return names === null || names.includes(posix.basename(path));
  };
  const read = async (path: string): Promise<AsyncIterable<Uint8Array> | null> => {
    if (path !== location && !(await isListed(path))) return null;
    const bytes = await forge.readBytes(path, ref);
    return bytes === null ? null : Readable.from([bytes]);
  };
  const write = (folder: string): Promise<boolean> => gather({ location, read }, folder, mostBytes);
  // A file at a commit never changes; a branch moves.
  return place.branch === null
    ? cache.keep({ repository, project, sha, version: `git ${location}` }, write)
    : cache.keepAnew({ repository, project, sha }, write);
}
