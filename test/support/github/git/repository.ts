import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isSha } from "./remember.ts";
import { git, gitOrNull } from "./run.ts";

const ZERO = /^0+$/u;

// Any sha, shallow and blob-less, as GitHub serves them; pushes by anybody on this machine; nothing in the background.
const SETTINGS = `[uploadpack]
\tallowAnySHA1InWant = true
\tallowFilter = true
[http]
\treceivepack = true
[gc]
\tauto = 0
[receive]
\tautogc = false
`;

/** Makes an empty bare repository that serves what GitHub serves. */
export async function createBare(directory: string, branch: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await git(directory, "init", "--quiet", "--bare", "--template=", `--initial-branch=${branch}`);
  await appendFile(join(directory, "config"), SETTINGS);
}

/** The commit that a branch, sha or other name stands for; null when there is none. A branch goes before a tag. */
export async function resolveCommit(directory: string, name: string): Promise<string | null> {
  if (name === "" || name.startsWith("-") || ZERO.test(name)) return null;
  if (isSha(name)) return (await isThere(directory, name)) ? name : null;
  const isPlain = !name.startsWith("refs/");
  const branch = isPlain ? await verify(directory, `refs/heads/${name}`) : null;
  return branch ?? (await verify(directory, name));
}

// Commits never go away here, so one that was seen needs no second look.
const seen = new Set<string>();

async function isThere(directory: string, sha: string): Promise<boolean> {
  const key = `${directory} ${sha}`;
  if (seen.has(key)) return true;
  const isCommit = (await verify(directory, sha)) === sha;
  if (isCommit) seen.add(key);
  return isCommit;
}

function verify(directory: string, name: string): Promise<string | null> {
  return gitOrNull(directory, "rev-parse", "--quiet", "--verify", `${name}^{commit}`);
}

/** All branches and the commits they stand at. */
export async function branchesOf(directory: string): Promise<ReadonlyMap<string, string>> {
  const text = await git(
    directory,
    "for-each-ref",
    "--format=%(objectname) %(refname:lstrip=2)",
    "refs/heads",
  );
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => [line.slice(line.indexOf(" ") + 1), line.slice(0, line.indexOf(" "))]));
}

/** Brings a commit of another repository into this one under a name, as GitHub keeps the heads of forks. */
export async function bringCommit(directory: string, from: string, to: { sha: string; ref: string }) {
  if (from !== directory) await git(directory, "fetch", "--quiet", "--no-tags", from, to.sha);
  await git(directory, "update-ref", to.ref, to.sha);
}
