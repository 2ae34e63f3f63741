import { deserialize, serialize } from "node:v8";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Content } from "./content.ts";
import type { KeptManifest } from "./kept-manifest.ts";
import type { KnownEntries, Memory } from "./known-entries.ts";
import type { Reply } from "./messages.ts";
import { splitRecords } from "./records.ts";
import type { Batch } from "./reduce-artifact.ts";

/**
 * Passes on the replies on a base and keeps them as records: one for each batch, one for the last reply, and one of what is
 * known of the entries.
 */
export async function* keepReplies(
  replies: AsyncIterable<Reply<"manifest">>,
  kept: KeptManifest,
  known: KnownEntries,
): AsyncGenerator<Reply<"manifest">> {
  const records: Uint8Array[] = [];
  for await (const reply of replies) {
    if (reply.type === "batch") {
      records.push(serialize(reply.batch));
    } else if (reply.type === "done") {
      // Before the last reply is sent: with it this thread may be gone.
      await kept.keep([...records, serialize(reply), serialize(known.memory)]);
    }
    yield reply;
  }
}

/** The replies that were kept. */
export function* unpackReplies<K extends ArtifactKind>(
  records: Uint8Array<SharedArrayBuffer>,
  content: Content,
): Generator<Reply<K>> {
  const parts = splitRecords(records);
  for (const part of parts.slice(0, -2)) yield { type: "batch", batch: unpackBatch<K>(part), content };
  const done = parts.at(-2);
  if (done !== undefined) yield unpackReply<K>(done);
}

/** Adds to what is known of the entries what was kept of it. */
export function recallKnown(records: Uint8Array<SharedArrayBuffer>, known: KnownEntries): void {
  const memory = splitRecords(records).at(-1);
  if (memory !== undefined) known.recall(unpackMemory(memory));
}

const unpackBatch: <K extends ArtifactKind>(bytes: Uint8Array) => Batch<K> = deserialize;
const unpackReply: <K extends ArtifactKind>(bytes: Uint8Array) => Reply<K> = deserialize;
const unpackMemory: (bytes: Uint8Array) => Memory = deserialize;
