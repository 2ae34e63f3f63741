import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The path of a built file. */
export function dist(name) {
  return fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
}

export const CLI = dist("cli.js");

/**
 * Runs a script in a Node of its own. Gives its wall time from start to exit, start-up included,
 * its peak memory, and whatever else it reported on its last line of stderr.
 */
export function measure(args) {
  const started = performance.now();
  const run = spawnSync(process.execPath, ["bench/measured.mjs", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const wallMs = performance.now() - started;
  if (run.status !== 0) throw new Error(`${args.join(" ")} ended with ${run.status}: ${run.stderr}`);
  return { wallMs, ...JSON.parse(run.stderr.trim().split("\n").at(-1)) };
}
