import { statSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { parentPort, type MessagePort } from "node:worker_threads";
import { KnownError } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { readChunks } from "./file-chunks.ts";
import { KeptManifest } from "./kept-manifest.ts";
import type { Layouts } from "./leap.ts";
import { leaper, manifestReducer } from "./manifest-reducer.ts";
import type { Job, Reply, Request, Sent } from "./messages.ts";
import { reduceArtifact } from "./reduce-artifact.ts";
import type { Reducer, Reductions } from "./reduction.ts";
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

if (parentPort !== null) listen(parentPort);

function listen(port: MessagePort): void {
  let allow: () => void = () => {};
  let asked = Promise.resolve();
  const expectRequest = (): void => {
    asked = new Promise((resolve) => (allow = resolve));
  };
  // The next batch is made ready while the main thread takes this one, but handed over only when asked for.
  const send = async (reply: Sent): Promise<void> => {
    await asked;
    expectRequest();
    port.postMessage(reply, reply instanceof Uint8Array ? [reply.buffer] : []);
  };
  port.on("message", (request: Request) => {
    allow();
    if (request.type === "read") void answer(request.job, send);
  });
}

type Send = (reply: Sent) => Promise<void>;

async function answer<K extends ArtifactKind>(job: Job<K>, send: Send): Promise<void> {
  const kept = keptManifest(job);
  const records = kept?.read() ?? null;
  if (records !== null) return await sendAgain(records, send);
  try {
    const reducer: Reducer<K> = REDUCERS[job.kind](job.known);
    const rest = await sendBatches(job, reducer, kept === null ? send : keeping(kept, send));
    const done: Reply = { type: "done", rest };
    if (kept !== null) await keepAll(kept, done);
    await send(done);
  } catch (error) {
    kept?.drop();
    if (!(error instanceof KnownError)) throw error;
    await send({ type: "failed", code: error.code, advice: error.advice });
  }
}

async function sendBatches<K extends ArtifactKind>(
  job: Job<K>,
  reducer: Reducer<K>,
  send: Send,
): Promise<Reductions[K]["rest"]> {
  const batches = reduceArtifact({ kind: job.kind, path: job.path, reducer }, readChunks(job.path));
  let next = await batches.next();
  while (next.done !== true) {
    await send({ type: "batch", batch: next.value });
    next = await batches.next();
  }
  return next.value;
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

function keeping(kept: KeptManifest, send: Send): Send {
  return async (reply) => {
    const bytes = serialize(reply);
    kept.add(bytes);
    await send(new Uint8Array(bytes));
  };
}

const unpackLayouts: (bytes: Uint8Array) => Layouts = deserialize;

/** Before the last reply is sent: with it this thread may be gone. */
async function keepAll(kept: KeptManifest, done: Reply): Promise<void> {
  kept.add(serialize(done));
  kept.add(serialize(leaper.layouts));
  await kept.keep();
}

/** The records are the replies, and last what the leaper remembers. */
async function sendAgain(records: readonly Buffer[], send: Send): Promise<void> {
  leaper.recall(unpackLayouts(records.at(-1) ?? serialize([])));
  for (const record of records.slice(0, -1)) await send(new Uint8Array(record));
}
