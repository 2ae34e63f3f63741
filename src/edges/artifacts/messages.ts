import type { Advice } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Content } from "./content.ts";
import type { SiblingKind } from "./locate.ts";
import type { Batch } from "./reduce-artifact.ts";
import type { Reductions } from "./reduction.ts";

/** What the worker is to read. */
export type Job = ManifestJob | SiblingJob;

export interface ManifestJob {
  readonly kind: "manifest";
  readonly path: string;
  readonly role: Base | Head;
}

export interface BaseJob extends ManifestJob {
  readonly role: Base;
}

export interface SiblingJob {
  readonly kind: SiblingKind;
  readonly path: string;
}

/** A manifest that is read on its own. */
export interface Base {
  readonly side: "base";
  /** By which heads refer to it. */
  readonly number: number;
  /** The folder in which what becomes of it is kept for other runs; null for none. */
  readonly keepIn: string | null;
  /** The manifest that will be read against it; null where nobody said. */
  readonly head: string | null;
}

/** A manifest that is read against a base. */
export interface Head {
  readonly side: "head";
  readonly against: number;
}

/** To the worker: what to read, and then, for each further batch, that it may come. */
export type Request = { readonly type: "read"; readonly job: Job } | { readonly type: "more" } | Expectation;

/** Which base will be asked for, and which head after it: they may be begun. */
export interface Expectation {
  readonly type: "expect";
  readonly base: BaseJob;
  readonly head: ManifestJob;
  readonly read: EarlyContent;
}

/** What the files hold, where they were read already. */
export interface EarlyContent {
  readonly base: Content | null;
  readonly head: Content | null;
}

/** From the worker: replies, or all of them at once, as an earlier run kept them. */
export type Sent<K extends ArtifactKind = ArtifactKind> = Reply<K> | KeptReplies;

export interface KeptReplies {
  readonly type: "kept";
  /** As `keepReplies` wrote them. */
  readonly records: Uint8Array<SharedArrayBuffer>;
  /** To which they refer. */
  readonly content: Content;
}

/** Batches, each asked for, and one answer at the end. */
export type Reply<K extends ArtifactKind = ArtifactKind> =
  | ToldBatch<K>
  | { readonly type: "done"; readonly rest: Reductions[K]["rest"] }
  | { readonly type: "failed"; readonly code: string; readonly advice: Advice };

export interface ToldBatch<K extends ArtifactKind> {
  readonly type: "batch";
  readonly batch: Batch<K>;
  /** To which outlines refer. */
  readonly content: Content;
}
