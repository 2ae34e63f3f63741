import { spawn } from "node:child_process";

/** Git says no. Keeps what it wrote on stderr. */
class GitFailure extends Error {}

/** Settings of the machine must not leak in: the same commands give the same shas everywhere. */
export const GIT_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/** Runs git in a bare repository and gives the bytes that it writes. Throws `GitFailure` when it exits with an error. */
export function gitBytes(
  directory: string,
  words: readonly string[],
  input: string | Uint8Array = "",
): Promise<Buffer> {
  const child = spawn("git", ["--git-dir", directory, ...words], { env: GIT_ENVIRONMENT });
  const out: Buffer[] = [];
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  // Git may end without reading its input; its exit code says what matters.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new GitFailure(`git ${words[0] ?? ""}: ${complaint.trim()}`));
    });
  });
}

/** Like `gitBytes`, as text without the last line end. */
export async function git(directory: string, ...words: readonly string[]): Promise<string> {
  return (await gitBytes(directory, words)).toString("utf8").replace(/\n$/u, "");
}

/** Like `git`, null where git says no: an unknown name, an object that is not there. */
export async function gitOrNull(directory: string, ...words: readonly string[]): Promise<string | null> {
  try {
    return await git(directory, ...words);
  } catch (error) {
    if (error instanceof GitFailure) return null;
    throw error;
  }
}
