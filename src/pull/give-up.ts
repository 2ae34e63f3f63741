import { CONFIG_PATH, configAtBase } from "../config/config-at-base.ts";
import { pullName } from "../core/pull/pull.ts";
import { stateBlob } from "../core/pull/state-blob.ts";
import type { PullWork } from "../core/pull/work.ts";
import { placeOf } from "./completed-check.ts";
import { checkFailed } from "../render/check-pages.ts";
import { keepComment } from "./keep-comment.ts";
import { problemOf } from "./problems.ts";
import type { PullPorts } from "./pull-ports.ts";

/**
 * Says on a pull request that the work on it failed for good: a neutral check with the reason, and the comment, where there
 * is one, turned to "could not be reviewed". Rejects when that cannot be said either; then it is to be called again.
 */
export async function giveUp(work: PullWork, error: unknown, ports: PullPorts): Promise<void> {
  const { pull: key, state } = work;
  const pull = await ports.forge.readPull(key.number);
  if (!pull.isOpen) return;
  const { config, fault } = configAtBase(await ports.forge.readFile(CONFIG_PATH, pull.base.sha));
  const problem = problemOf(error, []);
  const page = {
    pull: pull.number,
    reviews: config.projects.map(({ path }) => ({ project: path, report: null, problem, notes: [] })),
    delta: null,
    configProblem: fault,
    prefix: config.commands.prefix,
    blob: stateBlob(state, { scope: pullName(key), signer: ports.signer }),
  };
  await ports.forge.ensureCheck(checkFailed(placeOf({ pull, config }), problem));
  await keepComment({ mode: config.comment.mode, page, state, isAsked: false }, ports);
}
