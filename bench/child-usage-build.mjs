// Builds a snapshot of a query log, as `headgate usage build` does.
import { buildUsage } from "../dist/build-usage.js";
import { defaultConfig } from "../dist/core/config.js";
import { logRules } from "../dist/core/usage/log-rules.js";
import { fromPath } from "../dist/edges/artifacts/from-path.js";
import { sqlEngine } from "../dist/edges/sql/sql-engine.js";
import { usageSource } from "../dist/edges/usage/usage-source.js";

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
