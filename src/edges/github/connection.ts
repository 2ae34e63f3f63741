import type { Log } from "../../ports.ts";
import type { GitHub } from "./client.ts";
import type { Pause } from "./retry.ts";

/** One repository on GitHub and how to reach it: what every intent is given. */
export interface Connection {
  readonly github: GitHub;
  readonly owner: string;
  readonly repo: string;
  /** The login that our comments and check runs have. */
  readonly ownLogin: () => Promise<string>;
  readonly pause: Pause;
  readonly log: Log;
}

/** The repository as Octokit wants it. */
export function at({ owner, repo }: Connection): { readonly owner: string; readonly repo: string } {
  return { owner, repo };
}
