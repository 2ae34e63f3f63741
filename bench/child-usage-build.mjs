// Builds a snapshot of a query log, as `headgate usage build` does.
import { buildUsage } from "../build/build-usage.js";
import { defaultConfig } from "../build/core/config.js";
import { logRules } from "../build/core/usage/log-rules.js";
import { fromPath } from "../build/edges/artifacts/from-path.js";
import { sqlEngine } from "../build/edges/sql/sql-engine.js";
import { usageSource } from "../build/edges/usage/usage-source.js";

const [log, manifest, output] = process.argv.slice(2);
const side = await fromPath().readSide(manifest);
const started = performance.now();
const request = {
  ...logRules(defaultConfig),
  files: [log],
  now: Date.UTC(2026, 10, 26),
  people: defaultConfig.privacy,
  environments: defaultConfig.usage.environments,
  window: null,
};
await buildUsage(
  { ...request, side, output },
  { usage: usageSource(), sql: sqlEngine({ threads: 1, memory: 100, kept: 0 }) },
);
globalThis.measured = { workMs: performance.now() - started };
