import type { Advice } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Batch } from "./reduce-artifact.ts";
import type { Reductions } from "./reduction.ts";

/** What the worker is to read. */
export interface Job<K extends ArtifactKind = ArtifactKind> {
  readonly kind: K;
  readonly path: string;
  /** Digests of the other side's entries; empty where there is none. */
  readonly known: string;
  /** The folder in which what becomes of a manifest is kept for other runs; null for none. */
  readonly keepIn: string | null;
}

/** To the worker: what to read, and then, for each further batch, that it may come. */
export type Request =
  | { readonly type: "read"; readonly job: Job }
  | { readonly type: "more" }
  /** Which manifest will be read after the next one and against it: it may be begun when that one is done. */
  | { readonly type: "expect"; readonly path: string };

/** From the worker: replies; the bytes of one, as it is kept on disk; or all of them at once, as they were kept. */
export type Sent<K extends ArtifactKind = ArtifactKind> = Reply<K> | Uint8Array<ArrayBuffer> | KeptReplies;

export interface KeptReplies {
  readonly type: "kept";
  /** One record for each reply, and one that is for the worker alone. */
  readonly records: Uint8Array<ArrayBuffer>;
}

/** Batches, each asked for, and one answer at the end. */
export type Reply<K extends ArtifactKind = ArtifactKind> =
  | { readonly type: "batch"; readonly batch: Batch<K> }
  | { readonly type: "done"; readonly rest: Reductions[K]["rest"] }
  | { readonly type: "failed"; readonly code: string; readonly advice: Advice };
