import { z } from "zod";
import type { Sha } from "../../core/pull/pull.ts";
import type { Remote } from "../git/open-git.ts";
import { at, type Connection } from "./connection.ts";

/** What Octokit's authentication gives for the token of an Action and of an installation alike. */
const Token = z.object({ token: z.string() });

/** The repository for git, with our token, and the commit that a branch or sha stands for. */
export async function remoteOf(
  connection: Connection,
  ref: string,
): Promise<{ readonly remote: Remote; readonly sha: Sha }> {
  const { github } = connection;
  const [{ data: repository }, { data: commit }, credential] = await Promise.all([
    github.rest.repos.get(at(connection)),
    github.rest.repos.getCommit({ ...at(connection), ref, per_page: 1 }),
    github.auth({ type: "installation" }),
  ]);
  const { token } = Token.parse(credential);
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return { remote: { url: repository.clone_url, authorization: `Basic ${basic}` }, sha: commit.sha };
}
