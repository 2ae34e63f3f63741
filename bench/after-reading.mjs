import { existsSync } from "node:fs";
import { join } from "node:path";
import { writeManifest } from "./generate.mjs";

const SIZES = [1_000, 3_000, 10_000, 30_000];
const RUNS = 5;

/** Measures everything after reading, for 10 changed models in projects that grow. */
export async function measureAfterReading(folder) {
  console.log("Everything after reading, 10 models changed");
  const { review } = await import("../build/review.js");
  const { fromPath } = await import("../build/edges/artifacts/from-path.js");
  for (const models of SIZES) {
    const paths = {
      base: join(folder, `models-${models}.json`),
      head: join(folder, `models-${models}-head.json`),
    };
    if (!existsSync(paths.base)) writeManifest(paths.base, { models, columns: 10 });
    if (!existsSync(paths.head))
      writeManifest(paths.head, { models, columns: 10, changed: 10, createdAt: 1_770_000_000 });
    const source = fromPath();
    const base = await source.readSide(paths.base);
    const head = await source.readSide(paths.head, base.project);
    const times = await timeReview(review, paths, { base, head });
    console.log(`  ${String(models).padStart(6)} models  ${Math.min(...times).toFixed(0)} ms`);
  }
}

async function timeReview(review, paths, sides) {
  const { defaultConfig } = await import("../build/core/config.js");
  const { sqlEngine } = await import("../build/edges/sql/sql-engine.js");
  const artifacts = {
    readSide: (location) => Promise.resolve(location === paths.base ? sides.base : sides.head),
  };
  const ports = { artifacts, sql: sqlEngine(), clock: { now: () => 0 }, version: "0" };
  const request = { ...paths, config: defaultConfig };
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    await review(request, ports);
    times.push(performance.now() - started);
  }
  return times;
}
