import { UsageError } from "../errors.ts";
import type { HostAccess } from "./hosting.ts";
import { lineLog } from "./line-log.ts";
import type { Terminal } from "./terminal.ts";

/** Variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** How a repository is reached: with the token and at the address of the environment. Throws `UsageError`. */
export function accessTo(repository: string, env: Env, terminal: Terminal): HostAccess {
  const [, owner = "", name = ""] = /^([\w.-]+)\/([\w.-]+)$/u.exec(repository) ?? [];
  if (name === "") {
    throw new UsageError("repository-name", {
      what: `"${repository}" is no repository.`,
      why: "It is named as GitHub names it.",
      todo: "Write owner/name, for example acme/shop.",
    });
  }
  return {
    repository: { installation: null, owner, repository: name },
    token: tokenIn(env),
    apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
    log: lineLog(terminal),
  };
}

function tokenIn(env: Env): string {
  const token = env["GITHUB_TOKEN"] ?? "";
  if (token !== "") return token;
  throw new UsageError("token-missing", {
    what: "GITHUB_TOKEN is missing.",
    why: "Nothing is asked of GitHub without a token.",
    todo: "In a workflow: `env: { GITHUB_TOKEN: ${{ github.token }} }`. On a laptop: `GITHUB_TOKEN=$(gh auth token) headgate …`.",
  });
}
