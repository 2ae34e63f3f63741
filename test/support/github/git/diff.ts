import { Remembered } from "./remember.ts";
import { git, gitBytes, gitOrNull } from "./run.ts";

/** One file of a diff. `patch`: its hunks; null for a binary file, a pure rename, or one that is too large to show. */
export interface DiffFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "modified" | "removed" | "renamed";
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string | null;
}

const STATUS: Readonly<Record<string, DiffFile["status"]>> = { A: "added", D: "removed", R: "renamed" };

// docs.github.com, "Limits for viewing content and diffs in a repository": of one file.
const MAX_PATCH_LINES = 20_000;
const MAX_PATCH_BYTES = 500_000;

const diffs = new Remembered<readonly DiffFile[]>();
const bases = new Remembered<string | null>();

/** The files that differ between two commits, by sha. */
export function diffFiles(directory: string, from: string, to: string): Promise<readonly DiffFile[]> {
  return diffs.answer(`${directory} ${from} ${to}`, () => readDiff(directory, from, to));
}

/** The newest common ancestor of two commits, by sha; null when the histories have nothing in common. */
export function mergeBase(directory: string, base: string, head: string): Promise<string | null> {
  return bases.answer(`${directory} ${base} ${head}`, () => gitOrNull(directory, "merge-base", base, head));
}

/** The whole diff as git writes it. */
export async function diffText(directory: string, from: string, to: string): Promise<string> {
  return (await gitBytes(directory, ["diff", "-M", "--no-color", "--no-ext-diff", from, to])).toString(
    "utf8",
  );
}

async function readDiff(directory: string, from: string, to: string): Promise<readonly DiffFile[]> {
  const [names, counts, text] = await Promise.all([
    git(directory, "diff", "-M", "--name-status", "-z", from, to),
    git(directory, "diff", "-M", "--numstat", "-z", from, to),
    diffText(directory, from, to),
  ]);
  // No line of a hunk starts with a letter, so this splits between files only; all three lists have the same order.
  const patches = text.split(/^diff --git /mu).slice(1);
  const tallies = numbersOf(counts);
  return namesOf(names).map((file, index) => ({
    ...file,
    additions: tallies[index]?.additions ?? 0,
    deletions: tallies[index]?.deletions ?? 0,
    patch: hunksOf(patches[index] ?? ""),
  }));
}

function namesOf(text: string) {
  const words = text.split("\0");
  const files: Pick<DiffFile, "path" | "previousPath" | "status">[] = [];
  for (let at = 0; at + 1 < words.length;) {
    const letter = (words[at] ?? "").charAt(0);
    const isMoved = letter === "R" || letter === "C";
    const path = words[at + (isMoved ? 2 : 1)] ?? "";
    files.push({
      path,
      previousPath: isMoved ? (words[at + 1] ?? "") : null,
      status: STATUS[letter] ?? "modified",
    });
    at += isMoved ? 3 : 2;
  }
  return files;
}

function numbersOf(text: string) {
  const tallies: { additions: number; deletions: number }[] = [];
  for (const [, additions, deletions] of text.matchAll(/(?:^|\0)(\d+|-)\t(\d+|-)\t/gu)) {
    tallies.push({ additions: Number(additions) || 0, deletions: Number(deletions) || 0 });
  }
  return tallies;
}

function hunksOf(patch: string): string | null {
  const start = patch.search(/^@@ /mu);
  if (start < 0 || patch.length > MAX_PATCH_BYTES) return null;
  const hunks = patch.slice(start).replace(/\n$/u, "");
  return hunks.split("\n").length > MAX_PATCH_LINES ? null : hunks;
}
