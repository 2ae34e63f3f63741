import { gitBytes } from "./run.ts";

/** Files by path; null removes one. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export interface NewCommit {
  readonly branch: string;
  /** Null: a first commit. */
  readonly parent: string | null;
  readonly files: Files;
  readonly message: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Writes one commit and moves the branch to it, by force if need be. Gives its sha. */
export async function commitFiles(directory: string, commit: NewCommit): Promise<string> {
  const answer = await gitBytes(directory, ["fast-import", "--quiet", "--force", "--done"], streamOf(commit));
  return answer.toString("utf8").trim();
}

// The stream format of `git fast-import`: one process for a commit of any size.
function streamOf({ branch, parent, files, message, author, at }: NewCommit): Buffer {
  const parts = [
    `commit refs/heads/${branch}\nmark :1\n`,
    `committer ${author} <${author}@users.noreply.example> ${Math.floor(at / 1000)} +0000\n`,
    ...sized(message),
    ...(parent === null ? [] : [`from ${parent}\n`]),
    ...Object.entries(files).flatMap(([path, content]) =>
      content === null ? [`D ${quoted(path)}\n`] : [`M 100644 inline ${quoted(path)}\n`, ...sized(content)],
    ),
    "\nget-mark :1\ndone\n",
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function sized(content: string | Uint8Array): (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, "\n"];
}

function quoted(path: string): string {
  const escaped = path.replaceAll(/["\\]/gu, String.raw`\$&`).replaceAll("\n", String.raw`\n`);
  return `"${escaped}"`;
}
