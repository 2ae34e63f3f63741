import { statSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { KnownError } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { readChunks } from "./file-chunks.ts";
import { KeptManifest } from "./kept-manifest.ts";
import type { Memory } from "./leap.ts";
import { leaper, manifestReducer } from "./manifest-reducer.ts";
import type { Job, KeptReplies, Reply, Sent } from "./messages.ts";
import { splitRecords } from "./records.ts";
import { reduceArtifact } from "./reduce-artifact.ts";
import type { Reducer } from "./reduction.ts";
import {
  catalogReducer,
  runResultsReducer,
  semanticManifestReducer,
  sourcesReducer,
} from "./sibling-reducers.ts";

const REDUCERS: { readonly [K in ArtifactKind]: (known: string) => Reducer<K> } = {
  manifest: manifestReducer,
  catalog: catalogReducer,
  run_results: runResultsReducer,
  sources: sourcesReducer,
  semantic_manifest: semanticManifestReducer,
};

/** What is said to a job: batches and an end, or all at once where an earlier run kept it. */
export async function* repliesTo(job: Job): AsyncGenerator<Sent> {
  const kept = keptManifest(job);
  const records = kept?.read() ?? null;
  if (records !== null) {
    yield again(records);
    return;
  }
  try {
    yield* kept === null ? read(job) : keeping(kept, read(job));
  } catch (error) {
    kept?.drop();
    if (!(error instanceof KnownError)) throw error;
    yield { type: "failed", code: error.code, advice: error.advice };
  }
}

async function* read<K extends ArtifactKind>({ kind, path, known }: Job<K>): AsyncGenerator<Reply> {
  const reducer: Reducer<K> = REDUCERS[kind](known);
  const batches = reduceArtifact({ kind, path, reducer }, readChunks(path));
  let next = await batches.next();
  while (next.done !== true) {
    yield { type: "batch", batch: next.value };
    next = await batches.next();
  }
  yield { type: "done", rest: next.value };
}

/** Bytes. What is smaller is read sooner than it is found. */
const WORTH_KEEPING = 2_000_000;

/** Where the replies on a base are kept. A head is another one in every run, and mostly leapt over. */
function keptManifest({ kind, path, known, keepIn }: Job): KeptManifest | null {
  if (kind !== "manifest" || known !== "" || keepIn === null) return null;
  try {
    return statSync(path).size < WORTH_KEEPING ? null : new KeptManifest(keepIn, path);
  } catch {
    // Whoever reads it next says what is wrong with it.
    return null;
  }
}

/** The same replies, as bytes; with the last of them they are kept, and what the leaper remembers. */
async function* keeping(
  kept: KeptManifest,
  replies: AsyncGenerator<Reply>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const reply of replies) {
    const bytes = serialize(reply);
    kept.add(bytes);
    // Before the last reply is sent: with it this thread may be gone.
    if (reply.type === "done") {
      kept.add(serialize(leaper.memory));
      await kept.keep();
    }
    yield new Uint8Array(bytes);
  }
}

const unpackMemory: (bytes: Uint8Array) => Memory = deserialize;

function again(records: Uint8Array<ArrayBuffer>): KeptReplies {
  const last = splitRecords(records).at(-1);
  if (last !== undefined) leaper.recall(unpackMemory(last));
  return { type: "kept", records };
}
