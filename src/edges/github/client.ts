import { Octokit } from "@octokit/rest";
import { withRetries, type Patience } from "./retry.ts";

/** What is used of an Octokit. */
export type GitHub = Pick<Octokit, "rest" | "paginate" | "request" | "auth">;

/** How to reach GitHub with a token, as inside an Action or on a laptop. */
export interface Access {
  readonly token: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly baseUrl: string;
}

/** A client that has a token for its authentication. */
export function connect({ token, baseUrl }: Access, patience: Patience): GitHub {
  return withRetries(new Octokit({ ...SETTING, baseUrl, auth: token }), patience);
}

/** An Octokit of another make that knows how to authenticate, such as Probot's. */
export type Authenticated = Pick<Octokit, "auth" | "request">;

/**
 * A client with the authentication of another one and nothing else of it: Probot's own retries would repeat creates, and
 * its throttling, which cannot be turned off from outside, makes every write wait for seconds.
 */
export function connectAs({ auth, request }: Authenticated, patience: Patience): GitHub {
  const { baseUrl } = request.endpoint.DEFAULTS;
  return withRetries(new Octokit({ ...SETTING, baseUrl, authStrategy: () => auth }), patience);
}

/** Octokit's own log lines name addresses, which hold what strangers wrote: what matters is thrown. */
const SETTING = {
  userAgent: "headgate",
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
};

function ignore(): void {
  // Nothing is written.
}
