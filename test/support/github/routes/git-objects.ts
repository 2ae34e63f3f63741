import { logCommits } from "../git/log.ts";
import { git, gitOrNull } from "../git/run.ts";
import { listTree, readBlob } from "../git/tree.ts";
import { notFound } from "../http/refusal.ts";
import { ok, raw } from "../http/reply.ts";
import { onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import { fullName } from "../records.ts";
import { gitCommitView } from "../views/commit.ts";

const MAX_TREE = 100_000;
const SHA = /^[0-9a-f]{40}$/u;

/** Git's own objects by sha, and refs by name. */
export const gitObjectRoutes: readonly Route[] = [
  onRepository("contents:read", "GET /repos/{owner}/{repo}/git/ref/{ref}", async (call) => {
    const name = `refs/${call.params["ref"]}`;
    const sha = await gitOrNull(call.repository.directory, "rev-parse", "--quiet", "--verify", name);
    if (sha === null) throw notFound();
    return ok(refView(call, name, sha));
  }),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/git/matching-refs/{ref}", async (call) => {
    const wanted = `refs/${call.params["ref"]}`;
    const text = await git(call.repository.directory, "for-each-ref", "--format=%(objectname) %(refname)");
    const refs = text.split("\n").map((line) => line.split(" "));
    const matching = refs.filter(([, name = ""]) => name.startsWith(wanted));
    return ok(matching.map(([sha = "", name = ""]) => refView(call, name, sha)));
  }),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", async (call) => {
    const sha = await objectIn(call, "commit_sha", "commit");
    const [commit] = await logCommits(call.repository.directory, "-n1", sha);
    return commit === undefined ? { status: 404 } : ok(gitCommitView(call.world, call.repository, commit));
  }),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", async (call) => {
    const sha = await objectIn(call, "file_sha", "blob");
    const bytes = await readBlob(call.repository.directory, sha);
    if (/\.raw\b/u.test(call.accept)) return raw(bytes, "application/vnd.github.raw");
    const url = objectUrl(call, "blobs", sha);
    return ok({ sha, url, size: bytes.length, encoding: "base64", content: bytes.toString("base64") });
  }),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/git/trees/{tree_sha}", async (call) => {
    const name = call.params["tree_sha"] ?? "";
    const { directory } = call.repository;
    const sha = await gitOrNull(directory, "rev-parse", "--quiet", "--verify", `${name}^{tree}`);
    if (sha === null) throw notFound();
    const entries = (await listTree(directory, sha, call.query.has("recursive"))) ?? [];
    const tree = entries.slice(0, MAX_TREE).map((entry) => ({
      ...entry,
      size: entry.size ?? undefined,
      url: objectUrl(call, `${entry.type}s`, entry.sha),
    }));
    return ok({ sha, url: objectUrl(call, "trees", sha), tree, truncated: entries.length > MAX_TREE });
  }),
];

async function objectIn(call: RepositoryCall, name: string, type: string): Promise<string> {
  const sha = call.params[name] ?? "";
  const found = SHA.test(sha) ? await gitOrNull(call.repository.directory, "cat-file", "-t", sha) : null;
  if (found !== type) throw notFound();
  return sha;
}

function refView(call: RepositoryCall, name: string, sha: string) {
  const url = objectUrl(call, "refs", name.replace("refs/", ""));
  return { ref: name, url, object: { type: "commit", sha, url: objectUrl(call, "commits", sha) } };
}

function objectUrl({ world, repository }: RepositoryCall, kind: string, name: string): string {
  return `${world.origin}/repos/${fullName(repository)}/git/${kind}/${name}`;
}
