import { statSync } from "node:fs";
import { KnownError } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Bases } from "./bases.ts";
import { readChunks } from "./file-chunks.ts";
import { keepReplies, unpackKnown } from "./keep-replies.ts";
import { KeptManifest } from "./kept-manifest.ts";
import { KnownEntries } from "./known-entries.ts";
import type { SiblingKind } from "./locate.ts";
import { nodeReducer, outlineReducer } from "./manifest-reducer.ts";
import type { Base, Job, Reply, Sent } from "./messages.ts";
import { reduceArtifact } from "./reduce-artifact.ts";
import type { Reducer } from "./reduction.ts";
import { sharesLittle } from "./shares-little.ts";
import {
  catalogReducer,
  runResultsReducer,
  semanticManifestReducer,
  sourcesReducer,
} from "./sibling-reducers.ts";

const SIBLINGS: { readonly [K in SiblingKind]: () => Reducer<K> } = {
  catalog: catalogReducer,
  run_results: runResultsReducer,
  sources: sourcesReducer,
  semantic_manifest: semanticManifestReducer,
};

/** What is said to a job: batches and an end, or all at once where an earlier run kept it. */
export async function* repliesTo(job: Job, bases: Bases): AsyncGenerator<Sent> {
  try {
    if (job.kind !== "manifest") yield* readSibling(job.kind, job.path);
    else if (job.role.side === "base") yield* readBase(job.path, job.role, bases);
    else yield* read("manifest", job.path, nodeReducer(bases.take(job.role.against)));
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    yield { type: "failed", code: error.code, advice: error.advice };
  }
}

async function* readBase(path: string, { number, keepIn, head }: Base, bases: Bases): AsyncGenerator<Sent> {
  const kept = keptManifest(path, keepIn);
  const records = kept?.read() ?? null;
  const known = records === null ? new KnownEntries() : unpackKnown(records);
  bases.add(number, known);
  if (records !== null) {
    yield { type: "kept", records };
    return;
  }
  // Where nothing is the same, every node is asked for: it is read at once, in this thread, and for this head.
  if (await sharesLittle(path, head)) {
    yield* read("manifest", path, nodeReducer(undefined));
    return;
  }
  const replies = read("manifest", path, outlineReducer(known));
  yield* kept === null ? replies : keepReplies(replies, kept, known);
}

function readSibling<K extends SiblingKind>(kind: K, path: string): AsyncGenerator<Reply<K>> {
  return read(kind, path, SIBLINGS[kind]());
}

async function* read<K extends ArtifactKind>(
  kind: K,
  path: string,
  reducer: Reducer<K>,
): AsyncGenerator<Reply<K>> {
  const batches = reduceArtifact({ kind, path, reducer }, readChunks(path));
  let next = await batches.next();
  while (next.done !== true) {
    yield { type: "batch", batch: next.value };
    next = await batches.next();
  }
  yield { type: "done", rest: next.value };
}

/** Bytes. What is smaller is read sooner than it is found; what is larger would push out everything else. */
const WORTH_KEEPING = { least: 2_000_000, most: 500_000_000 };

/** Where the replies on a base are kept. A head is another one in every run, and mostly leapt over. */
function keptManifest(path: string, keepIn: string | null): KeptManifest | null {
  try {
    const { size } = statSync(path);
    const isWorth = size >= WORTH_KEEPING.least && size <= WORTH_KEEPING.most;
    return keepIn === null || !isWorth ? null : new KeptManifest(keepIn, path);
  } catch {
    // Whoever reads it next says what is wrong with it.
    return null;
  }
}
