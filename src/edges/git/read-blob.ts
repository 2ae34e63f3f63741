import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import type { Sha } from "../../core/pull/pull.ts";
import { ForgeError } from "../../errors.ts";
import { openGit, type Remote } from "./open-git.ts";

/** A file at a commit. */
export interface GitFile {
  readonly sha: Sha;
  readonly path: string;
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/** A regular file in `git ls-tree`; a link is none. */
const FILE = /^100\d{3} blob (?<id>[0-9a-f]+)\t/u;

/**
 * The bytes of one file at a commit of a remote repository, for what its API does not give; null when there is none.
 * Only this commit and this blob are fetched, into a folder that is gone afterwards. Throws `ForgeError` when git fails,
 * or when there are more than `most` bytes.
 */
export async function readBlob(remote: Remote, file: GitFile, most: number): Promise<Uint8Array | null> {
  if (!SHA.test(file.sha))
    throw refused(file, {
      code: "forge-no-commit",
      why: "What was asked for is no commit, but another name.",
    });
  const folder = await mkdtemp(join(tmpdir(), "headgate-git-"));
  try {
    const git = openGit(folder, remote);
    await fetchCommit(git, remote, file.sha);
    const id = await findBlob(git, file);
    if (id === null) return null;
    // The first question for a blob that is not there yet fetches it.
    const size = Number(await git.raw("cat-file", "-s", id));
    if (size > most) {
      throw refused(file, {
        code: "forge-file-too-large",
        why: `It has more than ${most / 1024 / 1024} MB.`,
      });
    }
    return await git.showBuffer(id);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    // Git's own words may hold the address and what a stranger named a file: they are the cause, not the message.
    throw refused(file, { code: "forge-git", why: "Git could not fetch it, or not in time." }, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes the commit and its folders, no file. Everything that a caller gave stands behind `--end-of-options`. */
async function fetchCommit(git: SimpleGit, { url }: Remote, sha: Sha): Promise<void> {
  await git.raw("init", "--quiet", "--bare");
  await git.raw("remote", "add", "--end-of-options", "origin", url);
  const flags = ["--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "--no-recurse-submodules"];
  await git.raw("fetch", ...flags, "--end-of-options", "origin", sha);
}

async function findBlob(git: SimpleGit, { sha, path }: GitFile): Promise<string | null> {
  const listed = await git.raw("--literal-pathspecs", "ls-tree", "-z", "--full-tree", sha, "--", path);
  return FILE.exec(listed)?.groups?.["id"] ?? null;
}

interface Refusal {
  readonly code: string;
  readonly why: string;
}

function refused({ path }: GitFile, { code, why }: Refusal, cause?: unknown): ForgeError {
  const advice = { what: `\`${path}\` was not read.`, why, todo: "Make it smaller, or keep it elsewhere." };
  return new ForgeError(code, advice, { cause });
}
