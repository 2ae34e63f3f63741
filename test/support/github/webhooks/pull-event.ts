import type { Account, Pull } from "../records.ts";
import { pullInFull } from "../views/pull.ts";
import type { World } from "../world.ts";
import { emit } from "./emit.ts";

export type PullAction =
  | "opened"
  | "synchronize"
  | "reopened"
  | "closed"
  | "ready_for_review"
  | "converted_to_draft"
  | "edited";

/** Tells the App what happened to a pull request; resolves once it answered. */
export async function emitPull(
  world: World,
  pull: Pull,
  happened: {
    readonly action: PullAction;
    readonly by: Account;
    /** What the payload says besides: the heads before and after a push, what was edited. */
    readonly about?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await emit(world, {
    repository: pull.repository,
    sender: happened.by,
    event: "pull_request",
    action: happened.action,
    about: { number: pull.number, pull_request: await pullInFull(world, pull), ...happened.about },
  });
}
