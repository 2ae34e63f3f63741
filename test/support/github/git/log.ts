import { isSha, Remembered } from "./remember.ts";
import { git } from "./run.ts";

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  /** ISO date-time. */
  readonly at: string;
  readonly message: string;
}

const FORMAT = "%H%x1f%T%x1f%P%x1f%an%x1f%ae%x1f%cI%x1f%B%x1e";

const logs = new Remembered<readonly Commit[]>();

/** Commits that git log lists for these words (a range, `--first-parent`, `-n`, a path), newest first. */
export function logCommits(directory: string, ...words: readonly string[]): Promise<readonly Commit[]> {
  const isFixed = words.every((word) => /^-n\d+$/u.test(word) || word.split("..").every(isSha));
  const ask = () => readLog(directory, words);
  return isFixed ? logs.answer(`${directory} ${words.join(" ")}`, ask) : ask();
}

async function readLog(directory: string, words: readonly string[]): Promise<readonly Commit[]> {
  const text = await git(directory, "log", `--format=${FORMAT}`, ...words);
  return text
    .split("\u001E")
    .map((record) => record.replace(/^\n/u, ""))
    .filter((record) => record !== "")
    .map(parseCommit);
}

function parseCommit(record: string): Commit {
  const [sha = "", tree = "", parents = "", author = "", email = "", at = "", message = ""] =
    record.split("\u001F");
  return {
    sha,
    tree,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    author,
    email,
    at: new Date(at).toISOString().replace(".000Z", "Z"),
    message: message.trimEnd(),
  };
}
