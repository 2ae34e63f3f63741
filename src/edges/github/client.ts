import { Octokit } from "@octokit/rest";
import { withRetries, type Pause } from "./retry.ts";

/** What is used of an Octokit: the one of `@octokit/rest` and Probot's both fit. */
export type GitHub = Pick<Octokit, "rest" | "paginate" | "request" | "hook">;

/** How to reach GitHub with a token, as inside an Action or on a laptop. */
export interface Access {
  readonly token: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly baseUrl: string;
}

/** A client that has a token for its authentication. */
export function connect({ token, baseUrl }: Access, pause: Pause): GitHub {
  const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const octokit = new Octokit({ auth: token, baseUrl, userAgent: "headgate", log: quiet });
  return withRetries(octokit, pause);
}

/** Octokit's own log lines name addresses, which hold what strangers wrote: what matters is thrown. */
function ignore(): void {
  // Nothing is written.
}
