import { Octokit } from "@octokit/rest";
import type { RepositoryDriver } from "./driver/repository.ts";
import type { GitHub } from "./start.ts";

/** What a refused request was told. */
export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly errors: unknown;
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

/** How a request was refused. Throws when it was not. */
export async function refusalOf(request: Promise<unknown>): Promise<Refused> {
  const answer = await request.then(
    () => null,
    (error: unknown) => error,
  );
  if (answer === null) throw new Error("The request was not refused.");
  const { status, response } = answer as { status: number; response?: { data: unknown; headers: never } };
  const body = (response?.data ?? {}) as { message?: string; errors?: unknown };
  return {
    status,
    message: body.message ?? String(answer),
    headers: response?.headers ?? {},
    errors: body.errors,
  };
}
