import type { Models } from "../draft/models.ts";
import type { RepositoryKey } from "../core/pull/pull.ts";
import type { ArtifactRequest, ArtifactSearch, Forge, Log, Signer } from "../ports.ts";
import type { ReviewPorts } from "../review.ts";
import type { UsageSource } from "../usage-ports.ts";

/** What working on one pull request needs from outside. */
export interface PullPorts extends ReviewPorts {
  readonly usage: Pick<UsageSource, "isSnapshot" | "readSnapshots">;
  readonly forge: Forge;
  /** Looks for the artifacts of one side. Throws `ForgeError` when the code host failed, which is no answer. */
  readonly findArtifacts: (request: ArtifactRequest) => Promise<ArtifactSearch>;
  /** The usage snapshots of a repository that whoever runs Headgate keeps. Never anything of the pull request. */
  readonly snapshotsOf: (repository: RepositoryKey) => Promise<readonly string[]>;
  /** Whether nothing was recorded for the pull request since this work began, and the work is still ours. */
  readonly isNewest: () => Promise<boolean>;
  /** Aborted when the work is to end: it was overtaken, takes too long, or the process stops. */
  readonly signal: AbortSignal;
  /** Where the state lives. `comment`: only there, so that a comment is made as soon as there is something to keep. */
  readonly memory: "store" | "comment";
  /** Signs the state in the comment; null where the comment's author alone is the proof. */
  readonly signer: Signer | null;
  readonly log: Log;
  /** What words a review; null where none is set up. */
  readonly models: Models | null;
}
