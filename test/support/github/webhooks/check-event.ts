import { botOf } from "../auth/tokens.ts";
import type { Account, CheckRun, Pull, Repository } from "../records.ts";
import { appView } from "../views/account.ts";
import { checkRunView } from "../views/check-run.ts";
import { pullsAt } from "../views/pull.ts";
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

/** Tells the App that somebody wants all its check runs at a head to run again; resolves once it answered. */
export async function sendSuite(world: World, pull: Pull, by: Account): Promise<void> {
  const { repository, headSha } = pull;
  const check = repository.checks.findLast((one) => one.headSha === headSha && one.app === world.app);
  if (check === undefined) throw new Error("There is no check run of the App at the head.");
  const suite = {
    id: check.suite,
    head_sha: headSha,
    head_branch: pull.source === repository ? pull.headRef : null,
    status: check.status,
    conclusion: check.conclusion,
    app: appView(world, world.app),
    pull_requests: pullsAt(world, repository, headSha),
  };
  const about = { check_suite: suite };
  await emit(world, { repository, sender: by, event: "check_suite", action: "rerequested", about });
}

/** Like `sendCheck`, without anybody waiting for it. */
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
