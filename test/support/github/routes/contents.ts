import { findEntry, listTree, readBlob, type TreeEntry } from "../git/tree.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { ok, raw } from "../http/reply.ts";
import { onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import { fullName } from "../records.ts";
import { commitIn } from "./repository.ts";

const MEGABYTE = 1_000_000;
const MAX_ENTRIES = 1000;

/** Files and folders at a commit, as JSON or raw. */
export const contentsRoutes: readonly Route[] = [
  onRepository("contents:read", "GET /repos/{owner}/{repo}/contents/{path}", async (call) => {
    const { repository } = call;
    const path = (call.params["path"] ?? "").replace(/\/$/u, "");
    const commit = await commitIn(call, call.query.get("ref") ?? repository.defaultBranch);
    const entry = await findEntry(repository.directory, commit, path);
    if (entry === null) throw notFound();
    if (entry.type !== "blob") return ok(await folderView(call, commit, path));
    return fileReply(call, entry);
  }),
];

// docs.github.com, "Get repository content": all up to 1 MB, raw alone up to 100 MB, nothing above.
async function fileReply(call: RepositoryCall, entry: TreeEntry) {
  const size = entry.size ?? 0;
  if (size > 100 * MEGABYTE) {
    throw new Refusal(403, "This API returns blobs up to 100 MB in size.", {
      errors: [{ resource: "Blob", field: "data", code: "too_large" }],
    });
  }
  const bytes = await readBlob(call.repository.directory, entry.sha);
  if (/\.raw\b/u.test(call.accept)) return raw(bytes, "application/vnd.github.raw+json; charset=utf-8");
  const isLarge = size > MEGABYTE;
  return ok({
    ...entryView(call, entry),
    encoding: isLarge ? "none" : "base64",
    content: isLarge ? "" : bytes.toString("base64").replaceAll(/.{60}/gu, "$&\n"),
  });
}

async function folderView(call: RepositoryCall, commit: string, path: string) {
  const entries = (await listTree(call.repository.directory, `${commit}:${path}`, false)) ?? [];
  const prefix = path === "" ? "" : `${path}/`;
  return entries
    .slice(0, MAX_ENTRIES)
    .map((entry) => entryView(call, { ...entry, path: `${prefix}${entry.path}` }));
}

function entryView({ world, repository }: RepositoryCall, entry: TreeEntry) {
  const types = { blob: "file", tree: "dir", commit: "submodule" };
  const url = `${world.origin}/repos/${fullName(repository)}`;
  return {
    type: types[entry.type],
    name: entry.path.slice(entry.path.lastIndexOf("/") + 1),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: `${url}/contents/${entry.path}`,
    git_url: `${url}/git/${entry.type}s/${entry.sha}`,
    html_url: null,
    download_url: null,
  };
}
