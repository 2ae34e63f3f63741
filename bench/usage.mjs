import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { measure } from "./measure.mjs";
import { logEntries, logManifest } from "./query-log.mjs";

/** Measures logs of this many queries. `folder` keeps what was generated. */
export async function measureUsage(folder, { queries, form }) {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "usage-manifest.json");
  writeFileSync(manifest, JSON.stringify(logManifest()));
  const log = await generated(folder, { queries, form });
  const snapshot = join(folder, "usage.parquet");
  const megabytes = Math.round(statSync(log).size / 1e6);
  console.log(`query log, ${queries.toLocaleString("en-US")} queries, ${megabytes} MB ${form}`);
  const built = measure(["bench/child-usage-build.mjs", log, manifest, snapshot]);
  print("to a snapshot", `${(built.workMs / 1000).toFixed(1)} s, CPU ${(built.cpuMs / 1000).toFixed(1)} s`);
  print("peak memory of the process", `${built.peakMb} MB`);
  print("the snapshot", `${Math.round(statSync(snapshot).size / 1000)} kB`);
  const read = measure(["bench/child-usage-read.mjs", snapshot]);
  print("reading it", `${Math.round(read.workMs)} ms, the first time ${Math.round(read.firstMs)} ms`);
  console.log("");
}

async function generated(folder, { queries, form }) {
  const lines = join(folder, `queries-${queries}.ndjson`);
  const parquet = join(folder, `queries-${queries}.parquet`);
  if (form === "parquet" && existsSync(parquet)) return parquet;
  if (!existsSync(lines)) await writeLines(lines, queries);
  if (form === "ndjson") return lines;
  measure(["bench/child-usage-parquet.mjs", lines, parquet]);
  return parquet;
}

async function writeLines(path, queries) {
  const out = createWriteStream(path);
  let text = "";
  for (const { line } of logEntries(queries)) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length < 1_000_000) continue;
    if (!out.write(text)) await once(out, "drain");
    text = "";
  }
  out.end(text);
  await once(out, "finish");
}

function print(what, figure) {
  console.log(`  ${what.padEnd(32)}${figure}`);
}
