/**
 * Makes dbt's artifacts of the demo from the sources in fixtures/projects/demo/source, as dbt 1.11 would write them:
 * fixtures/projects/demo/{base,head} (compiled, with catalogs) and fixtures/projects/demo-parsed/{base,head}.
 * `--check` writes nothing and fails when a file is not what the sources give.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { makeCatalog } from "./demo-project/catalog.mjs";
import { makeQueryLog, WINDOW } from "./demo-project/query-log.mjs";
import { makeManifest, withoutCompiledCode } from "./demo-project/manifest.mjs";
import { readSources } from "./demo-project/read-sources.mjs";
import { makeSemanticManifest } from "./demo-project/semantic-manifest.mjs";
import { TARGETS } from "./demo-project/target.mjs";

const projects = fileURLToPath(new URL("../fixtures/projects", import.meta.url));

const artifacts = TARGETS.flatMap((target) => {
  const files = readSources(join(projects, "demo", "source"), target.name);
  const manifest = makeManifest(files, target);
  return [
    [`demo/${target.name}/manifest.json`, manifest],
    [`demo/${target.name}/catalog.json`, makeCatalog(manifest, parse(files.get("catalog.yml")))],
    [`demo/${target.name}/semantic_manifest.json`, makeSemanticManifest(manifest)],
    [`demo-parsed/${target.name}/manifest.json`, withoutCompiledCode(manifest)],
  ];
}).map(([path, value]) => ({ path, text: `${JSON.stringify(value, null, 2)}\n` }));
artifacts.push({ path: "demo/queries.ndjson", text: makeQueryLog() });
artifacts.push({ path: "demo/queries.ndjson.meta.json", text: `${JSON.stringify(WINDOW, null, 2)}\n` });

if (process.argv.includes("--check")) check();
else write();

/** The snapshot is made of the log by the product itself; a test compares what it says. */
function write() {
  for (const { path, text } of artifacts) {
    mkdirSync(dirname(join(projects, path)), { recursive: true });
    writeFileSync(join(projects, path), text);
  }
  const log = join(projects, "demo", "queries.ndjson");
  const manifest = join(projects, "demo", "base");
  const output = join(projects, "demo", "usage.parquet");
  const words = ["usage", "build", "--log", log, "--manifest", manifest, "--output", output];
  execFileSync(process.execPath, [fileURLToPath(new URL("../dist/cli.js", import.meta.url)), ...words], {
    stdio: "inherit",
  });
}

function check() {
  const stale = artifacts.filter(({ path, text }) => readIfThere(join(projects, path)) !== text);
  for (const { path } of stale)
    console.error(`fixtures/projects/${path} is stale: run \`npm run fixtures\`.`);
  if (stale.length > 0) process.exitCode = 1;
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
