import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeManifest } from "./generate.mjs";
import { CLI, dist, measure } from "./measure.mjs";

const MODELS = 3_000;

/**
 * The whole command on 10 changed models of 3,000 that are compiled, with joins, windows and grouping: without anything
 * kept of earlier runs, and with what the run before kept on disk.
 * @param {string} folder
 * @param {{ runs: number, median: (figures: number[]) => number }} options
 */
export function measureCompiledModels(folder, { runs, median }) {
  console.log(`10 changed models of ${MODELS.toLocaleString("en-US")} compiled ones`);
  if (!existsSync(CLI)) {
    console.log(`  not measured: ${dist("cli.js")} is not built\n`);
    return;
  }
  const [base, head, cache] = ["base", "head", "cache"].map((name) => join(folder, `compiled-${name}`));
  if (!existsSync(base)) writeManifest(base, { models: MODELS, elaborate: true });
  if (!existsSync(head))
    writeManifest(head, { models: MODELS, elaborate: true, changed: 10, createdAt: 1_770_000_000 });
  const command = [CLI, "review", "--base", base, "--head", head, "--cache", cache, "--fail-on", "never"];
  const taken = Array.from({ length: runs }, () => {
    rmSync(cache, { recursive: true, force: true });
    return {
      parse: measure(["bench/child-parse.mjs", base, head]),
      cold: measure([...command, "--format", "json"]),
      warm: measure([...command, "--format", "json"]),
    };
  });
  const parse = median(taken.map((run) => run.parse.wallMs));
  for (const [name, what] of [
    ["cold", "nothing kept on disk"],
    ["warm", "kept on disk by the run before"],
  ]) {
    const wall = median(taken.map((run) => run[name].wallMs));
    const cpu = median(taken.map((run) => run[name].cpuMs / run.parse.cpuMs));
    const peak = median(taken.map((run) => run[name].peakMb));
    console.log(
      `  ${what.padEnd(32)}${Math.round(wall)} ms, ${(wall / parse).toFixed(2)} times readFileSync and JSON.parse, CPU ${cpu.toFixed(2)} times, peak memory ${peak} MB`,
    );
  }
  console.log("");
}
