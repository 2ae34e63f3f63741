import { CONFIG_PATH, configAtBase, type ConfigAtBase } from "../config/config-at-base.ts";
import { digest } from "../core/digest.ts";
import type { PullKey, PullRequest, Sha } from "../core/pull/pull.ts";
import type { PullPorts } from "./pull-ports.ts";

/** A pull request at one head, and how it is to be judged. All that follows is about this head alone. */
export interface PullAtHand extends ConfigAtBase {
  readonly key: PullKey;
  readonly pull: PullRequest;
  readonly mergeBase: Sha;
  /** Tells reviews of the same head, merge base and configuration by the same Headgate; see `inputsOf`. */
  readonly inputs: string;
}

/**
 * Reads what a review of a pull request starts from. The configuration comes from the base branch, never from the head:
 * a pull request cannot change how it is judged. Throws `ForgeError`.
 */
export async function takeInHand(key: PullKey, pull: PullRequest, ports: PullPorts): Promise<PullAtHand> {
  const text = await ports.forge.readFile(CONFIG_PATH, pull.base.sha);
  const mergeBase = await ports.forge.mergeBase(pull.base.sha, pull.head.sha);
  const inputs = digest(JSON.stringify([ports.version, pull.head.sha, mergeBase, text]));
  return { ...configAtBase(text), key, pull, mergeBase, inputs };
}
