import { git, gitBytes, gitOrNull } from "./run.ts";

export interface TreeEntry {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  /** Bytes; null for what is not a blob. */
  readonly size: number | null;
  readonly path: string;
}

/** The entries of a tree or commit; null when there is none. `isDeep`: all levels. */
export async function listTree(
  directory: string,
  name: string,
  isDeep: boolean,
): Promise<TreeEntry[] | null> {
  const deep = isDeep ? ["-r", "-t"] : [];
  const text = await gitOrNull(directory, "ls-tree", "-z", "--long", ...deep, name);
  return text === null ? null : text.split("\0").flatMap(parseEntry);
}

/** One path of a commit: a file or a folder; null when there is none. */
export async function findEntry(directory: string, commit: string, path: string): Promise<TreeEntry | null> {
  if (path === "") {
    const sha = await git(directory, "rev-parse", `${commit}^{tree}`);
    return { mode: "040000", type: "tree", sha, size: null, path };
  }
  const text = await gitOrNull(directory, "ls-tree", "-z", "--long", commit, "--", path);
  return text === null ? null : (parseEntry(text.replace(/\0$/u, ""))[0] ?? null);
}

/** The bytes of a blob. */
export function readBlob(directory: string, sha: string): Promise<Buffer> {
  return gitBytes(directory, ["cat-file", "blob", sha]);
}

function parseEntry(line: string): TreeEntry[] {
  const match = /^(\d+) (blob|tree|commit) (\w+) +(-|\d+)\t(.*)$/su.exec(line);
  if (match === null) return [];
  const [, mode = "", type, sha = "", size = "-", path = ""] = match;
  return [
    {
      mode,
      type: type === "blob" || type === "tree" ? type : "commit",
      sha,
      size: size === "-" ? null : Number(size),
      path,
    },
  ];
}
