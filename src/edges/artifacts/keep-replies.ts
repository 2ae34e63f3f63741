import { deserialize, serialize } from "node:v8";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { KeptManifest } from "./kept-manifest.ts";
import { KnownEntries, type Memory } from "./known-entries.ts";
import type { Reply } from "./messages.ts";
import { splitRecords } from "./records.ts";
import type { Batch } from "./reduce-artifact.ts";

/**
 * Passes on the replies on a base and keeps them as records: for each batch one, and one of the bytes to which it refers;
 * then one for the last reply, and one of what is known of the entries.
 */
export async function* keepReplies(
  replies: AsyncIterable<Reply<"manifest">>,
  kept: KeptManifest,
  known: KnownEntries,
): AsyncGenerator<Reply<"manifest">> {
  const records: Uint8Array[] = [];
  for await (const reply of replies) {
    if (reply.type === "batch") {
      const { bytes, ...batch } = reply.batch;
      records.push(serialize(batch), bytes);
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
): Generator<Reply<K>> {
  const parts = splitRecords(records);
  const last = parts.length - 2;
  for (const [index, part] of parts.slice(0, last).entries()) {
    const bytes = index % 2 === 0 ? parts[index + 1] : undefined;
    if (bytes !== undefined) yield { type: "batch", batch: { ...unpackBatch<K>(part), bytes } };
  }
  const done = parts[last];
  if (done !== undefined) yield unpackReply<K>(done);
}

/** What was known of the entries. */
export function unpackKnown(records: Uint8Array<SharedArrayBuffer>): KnownEntries {
  const parts = splitRecords(records);
  const memory = parts.at(-1);
  const pieces = parts.slice(0, -2).filter((_, index) => index % 2 === 1);
  const known = new KnownEntries();
  if (memory !== undefined) known.recall(unpackMemory(memory), pieces);
  return known;
}

const unpackBatch: <K extends ArtifactKind>(bytes: Uint8Array) => Omit<Batch<K>, "bytes"> = deserialize;
const unpackReply: <K extends ArtifactKind>(bytes: Uint8Array) => Reply<K> = deserialize;
const unpackMemory: (bytes: Uint8Array) => Memory = deserialize;
