import { Octokit } from "@octokit/rest";
import { z } from "zod";
import type { RepositoryDriver } from "./driver/repository.ts";
import type { GitHub } from "./start.ts";

/** What a refused request was told. */
export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly errors?: unknown;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** GitHub's own client with a token, as an installation of the App on a repository when none is given. */
export function clientFor(github: GitHub, repository: RepositoryDriver, token?: string): Octokit {
  return clientWith(github, token ?? github.installationToken(repository.record));
}

/** GitHub's own client with a token or a JWT; the App's own JWT when none is given. */
export function clientWith(github: GitHub, auth = github.appJwt()): Octokit {
  return new Octokit({ baseUrl: github.apiUrl, auth, log: silent });
}

/** Owner and name as the client takes them. */
export function placeOf({ owner, name }: RepositoryDriver) {
  return { owner, repo: name };
}

const Failed = z.object({
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.unknown()), data: z.unknown().optional() }),
});

// A 304 has no body.
const Body = z.object({ message: z.string(), errors: z.unknown().optional() }).catch({ message: "" });

/** How a request was refused. Throws when it was not. */
export async function refusalOf(request: Promise<unknown>): Promise<Refused> {
  try {
    await request;
  } catch (error) {
    const { status, response } = Failed.parse(error);
    return { status, headers: response.headers, ...Body.parse(response.data) };
  }
  throw new Error("The request was not refused.");
}
