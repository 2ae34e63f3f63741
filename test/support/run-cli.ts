import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/** What a command did, as a user sees it. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The cache of the commands of one test file: no test sees, or fills, that of whoever runs it. */
const cache = mkdtempSync(join(tmpdir(), "headgate-cache-"));

afterAll(() => rmSync(cache, { recursive: true, force: true }));

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Runs the built command (`npm test` builds first) with pipes for both outputs and without color settings of the machine. */
export function runCli(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [command, ...words], {
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: cache, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
