import { botOf } from "../auth/tokens.ts";
import type { Account, CheckRun, Repository } from "../records.ts";
import { checkRunView } from "../views/check-run.ts";
import type { World } from "../world.ts";
import { emit, emitAside } from "./emit.ts";

/** What happened to a check run; `button`: the identifier of the button that somebody clicked. */
export interface CheckHappened {
  readonly check: CheckRun;
  readonly action: "created" | "completed" | "rerequested" | "requested_action";
  readonly by?: Account;
  readonly button?: string;
}

/** Tells the App of its own check runs; resolves once it answered. */
export async function sendCheck(world: World, repository: Repository, happened: CheckHappened) {
  if (happened.check.app === world.app) await emit(world, eventOf(world, repository, happened));
}

/** The same without anybody waiting for it. */
export function emitCheck(world: World, repository: Repository, happened: CheckHappened): void {
  if (happened.check.app === world.app) emitAside(world, eventOf(world, repository, happened));
}

function eventOf(world: World, repository: Repository, { check, action, by, button }: CheckHappened) {
  return {
    repository,
    sender: by ?? botOf(world, check.app),
    event: "check_run",
    action,
    about: {
      check_run: checkRunView(world, repository, check),
      ...(button === undefined ? {} : { requested_action: { identifier: button } }),
    },
  };
}
