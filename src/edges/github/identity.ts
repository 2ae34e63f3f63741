import { z } from "zod";
import { ForgeError } from "../../errors.ts";
import type { GitHub } from "./client.ts";

const Answer = z.object({ data: z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) }) });

/**
 * Gives the login that a client writes under, asked once: `headgate[bot]` for an App, `github-actions[bot]` for the token
 * of an Action. Nobody can take such a name: user names hold no brackets. Only GraphQL tells every kind of token who it is:
 * `GET /user` refuses installations, `GET /app` wants the App's key.
 */
export function identityOf(github: GitHub): () => Promise<string> {
  let login: Promise<string> | null = null;
  return () => {
    login ??= askLogin(github).catch((error: unknown) => {
      login = null;
      throw error;
    });
    return login;
  };
}

async function askLogin(github: GitHub): Promise<string> {
  const query = "query { viewer { login } }";
  const response: unknown = await github.request("POST /graphql", { query, request: { isRepeatable: true } });
  const answer = Answer.safeParse(response);
  if (answer.success) return answer.data.data.data.viewer.login;
  throw new ForgeError("forge-nameless", {
    what: "GitHub did not say who we are.",
    why: "Its answer to `viewer { login }` holds no login.",
    todo: "Check the App's credentials or the token.",
  });
}

/** The short name of the App behind a login, as check runs carry it: `headgate` of `headgate[bot]`. */
export function slugOf(login: string): string {
  return login.replace(/\[bot\]$/u, "");
}
