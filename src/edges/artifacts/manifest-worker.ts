import { parentPort, type MessagePort } from "node:worker_threads";
import { KnownError } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { readChunks } from "./file-chunks.ts";
import { manifestReducer } from "./manifest-reducer.ts";
import type { Job, Reply, Request } from "./messages.ts";
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

if (parentPort !== null) listen(parentPort);

function listen(port: MessagePort): void {
  let allow: () => void = () => {};
  let asked = Promise.resolve();
  const expectRequest = (): void => {
    asked = new Promise((resolve) => (allow = resolve));
  };
  // The next batch is made ready while the main thread takes this one, but handed over only when asked for.
  const send = async (reply: Reply): Promise<void> => {
    await asked;
    expectRequest();
    port.postMessage(reply);
  };
  port.on("message", (request: Request) => {
    allow();
    if (request.type === "read") void answer(request.job, send);
  });
}

async function answer<K extends ArtifactKind>(
  job: Job<K>,
  send: (reply: Reply) => Promise<void>,
): Promise<void> {
  try {
    const reducer: Reducer<K> = REDUCERS[job.kind](job.known);
    const batches = reduceArtifact({ kind: job.kind, path: job.path, reducer }, readChunks(job.path));
    let next = await batches.next();
    while (next.done !== true) {
      await send({ type: "batch", batch: next.value });
      next = await batches.next();
    }
    await send({ type: "done", rest: next.value });
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    await send({ type: "failed", code: error.code, advice: error.advice });
  }
}
