// `npm run bench`: what README.md beside this file describes. Options: --sizes 10,50 (an empty text for none), --queries and --form of the query log, --keep FOLDER.
import { mkdtempSync, mkdirSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAfterReading } from "./after-reading.mjs";
import { measureCompiledModels } from "./compiled-models.mjs";
import { BYTES_PER_MODEL, writeManifest } from "./generate.mjs";
import { measureUsage } from "./usage.mjs";
import { CLI, dist, measure } from "./measure.mjs";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,50,100,200" },
    runs: { type: "string", default: "3" },
    keep: { type: "string" },
    queries: { type: "string", default: "1000000" },
    form: { type: "string", default: "ndjson" },
  },
});
// Nothing that a run keeps may make the next one faster.
const QUIETLY = ["--format", "json", "--fail-on", "never", "--no-cache"];
const RUNS = Number(values.runs);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "headgate-bench-"));
mkdirSync(folder, { recursive: true });

try {
  console.log(
    `Node ${process.version}; each figure is the median of ${RUNS} runs. Targets in bench/README.md.\n`,
  );
  for (const size of values.sizes.split(",").filter(Boolean).map(Number)) compareSize(size);
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}

function compareSize(size) {
  const models = Math.round((size * 1_000_000) / BYTES_PER_MODEL);
  const base = generated(`base-${size}.json`, { models });
  const heads = {
    "10 models changed": generated(`head-${size}.json`, { models, changed: 10, createdAt: 1_770_000_000 }),
    "nothing shared": generated(`ci-${size}.json`, {
      models,
      changed: 10,
      schema: "ci_1234",
      createdAt: 1_770_000_000,
    }),
  };
  for (const [name, head] of Object.entries(heads)) compareHead(`${size} MB, ${name}`, base, head);
}

function compareHead(title, base, head) {
  // Taken in turns, so that a busy moment of the machine does not hit one side only.
  const runs = Array.from({ length: RUNS }, () => ({
    parse: measure(["bench/child-parse.mjs", base, head]),
    read: measure(["bench/child-read.mjs", base, head]),
    command: existsSync(CLI) ? measure([CLI, "review", "--base", base, "--head", head, ...QUIETLY]) : null,
  }));
  const parse = figuresOf(runs.map((run) => run.parse));
  const read = figuresOf(runs.map((run) => run.read));
  console.log(title);
  print(
    "readFileSync + JSON.parse",
    `${Math.round(parse.workMs)} ms, with start-up ${Math.round(parse.wallMs)} ms`,
  );
  print(
    "reading and diffing",
    `${ratio(read.workMs, parse.workMs)}, CPU ${times(read, parse)}, peak memory ${read.peakMb} MB`,
  );
  const delays = runs.map((run) => run.read.maxDelayMs);
  print(
    "event-loop delay while reading",
    `${median(delays).toFixed(0)} ms, at worst ${Math.max(...delays).toFixed(0)} ms`,
  );
  const commands = runs.flatMap((run) => (run.command === null ? [] : [run.command]));
  if (commands.length > 0) {
    const command = figuresOf(commands);
    print(
      "whole command",
      `${ratio(command.wallMs, parse.wallMs)}, CPU ${times(command, parse)}, peak memory ${command.peakMb} MB`,
    );
  } else print("whole command", `not measured: ${dist("cli.js")} is not built`);
  console.log("");
}

/** The median of each figure over several runs. */
function figuresOf(runs) {
  const names = Object.keys(runs[0]);
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))]));
}

function generated(name, options) {
  const path = join(folder, name);
  if (!existsSync(path)) writeManifest(path, options);
  return path;
}

function median(figures) {
  return [...figures].sort((left, right) => left - right)[Math.floor(figures.length / 2)];
}

function ratio(ms, against) {
  return `${Math.round(ms)} ms, ${(ms / against).toFixed(2)} times`;
}

/** The CPU time of all threads, start-up included, which a busy machine changes least. */
function times(figures, against) {
  return `${(figures.cpuMs / against.cpuMs).toFixed(2)} times`;
}

function print(what, figure) {
  console.log(`  ${what.padEnd(32)}${figure}`);
}
