import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ArtifactPlace } from "../../core/config.ts";
import { ArtifactError } from "../../errors.ts";
import type { Forge, WorkflowArtifact } from "../../ports.ts";
import { capped, tooLarge } from "./capped.ts";
import { fillTemplate } from "./fill-template.ts";
import { commitsOf, notThere, sideText, type Keeping, type PlaceAnswer, type Wanted } from "./place.ts";
import { unzip } from "./unzip.ts";

type ActionsPlace = Extract<ArtifactPlace, { kind: "actions" }>;

/** What a workflow uploaded: at the commit itself, for a base else at its newest ancestor that has it. */
export async function fromActions(
  place: ActionsPlace,
  wanted: Wanted,
  keeping: Keeping,
): Promise<PlaceAnswer> {
  const name = fillTemplate(place.name, { wanted, sha: wanted.sha });
  const exact = await wanted.forge.listArtifacts(name, wanted.sha);
  const candidates = exact.some((one) => isUsable(one, wanted))
    ? exact
    : [...exact, ...(await ofAncestors(name, wanted))];
  const artifact = candidates.find((one) => isUsable(one, wanted));
  if (artifact === undefined) return notThere(whyNot(name, exact, wanted));
  if (artifact.sizeInBytes > keeping.mostBytes) throw tooLarge(name, keeping.mostBytes);
  const { repository, project, forge } = wanted;
  const version = `actions ${artifact.id} ${artifact.digest}`;
  const key = { repository, project, sha: artifact.headSha, version };
  const location = await keeping.cache.keep(key, async (folder) => {
    await unpack(forge, artifact, { folder, mostBytes: keeping.mostBytes });
    return true;
  });
  return location === null
    ? notThere(whyNot(name, exact, wanted))
    : { location, builtFrom: artifact.headSha };
}

/** A fork may upload what it likes under any name, at any commit that it shares: it is taken for its own head alone. */
function isUsable({ isExpired, isFromFork }: WorkflowArtifact, { side, isFork }: Wanted): boolean {
  return !isExpired && (!isFromFork || (side === "head" && isFork));
}

/** Artifacts of the ancestors of a base, the newest commit first. */
async function ofAncestors(name: string, wanted: Wanted): Promise<readonly WorkflowArtifact[]> {
  if (wanted.side === "head") return [];
  const all = await wanted.forge.listArtifacts(name, null);
  const found: WorkflowArtifact[] = [];
  for await (const sha of commitsOf(wanted)) {
    found.push(...all.filter(({ headSha }) => headSha === sha));
  }
  return found;
}

function whyNot(name: string, exact: readonly WorkflowArtifact[], wanted: Wanted): string {
  const what = `artifact \`${name}\` at ${sideText(wanted)}`;
  if (exact.some(({ isExpired }) => isExpired)) return `The ${what} has expired: run the workflow again.`;
  if (exact.length > 0) {
    return `The ${what} was built in a fork, which is not where the commit is from: run the workflow in this repository.`;
  }
  const orBefore = wanted.side === "base" ? " or the commits before it" : "";
  return `No ${what}${orBefore}: the workflow has not finished, or does not upload it.`;
}

async function unpack(
  forge: Forge,
  artifact: WorkflowArtifact,
  { folder, mostBytes }: { readonly folder: string; readonly mostBytes: number },
): Promise<void> {
  const zip = join(folder, "download.zip");
  const chunks = await forge.downloadArtifact(artifact.id);
  const hash = createHash("sha256");
  await pipeline(
    capped(chunks, { name: artifact.name, most: mostBytes }),
    async function* (passing: AsyncIterable<Uint8Array>) {
      for await (const chunk of passing) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(zip),
  );
  const digest = `sha256:${hash.digest("hex")}`;
  if (artifact.digest !== null && artifact.digest !== digest) throw otherDigest(artifact.name);
  await unzip(zip, { folder, name: artifact.name, mostBytes });
  await rm(zip);
}

function otherDigest(name: string): ArtifactError {
  return new ArtifactError("artifact-digest", {
    what: `The artifact \`${name}\` was not used.`,
    why: "What was downloaded does not have the digest that GitHub names.",
    todo: "Review again; where it happens again, run the workflow again.",
  });
}
