import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

interface Snapshots {
  readonly files: readonly string[];
  /** What is to be said of those that cannot be read. */
  readonly notes: readonly string[];
}

/** The usage snapshots of a repository. A broken one costs what it would have told, and not the review. */
export async function readableSnapshots(
  { key }: PullAtHand,
  { snapshotsOf, usage, log }: Pick<PullPorts, "snapshotsOf" | "usage" | "log">,
): Promise<Snapshots> {
  const files: string[] = [];
  const broken: string[] = [];
  for (const file of await snapshotsOf(key)) ((await usage.isSnapshot(file)) ? files : broken).push(file);
  for (const file of broken) log.warn({ file }, "a file of usage is no snapshot");
  const notes = broken.map(
    () => "A usage snapshot that the operator of Headgate keeps could not be read: use is not fully known.",
  );
  return { files, notes: [...new Set(notes)] };
}
