// `npm run corpus:jinja -- <folder>`: renders the raw code of every model below a folder that also has compiled code, and
// prints how often it says the same: the text, the columns, where they come from. Without the folder it says so and ends.
// `--details` names every model that differs; `--only <text>` takes the manifests whose path has it.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareModels } from "./corpus-jinja/compare-models.mjs";
import { findManifests } from "./corpus-jinja/manifests.mjs";
import { measureTime } from "./corpus-jinja/time.mjs";
import { printRows, verdictOf } from "./corpus-jinja/table.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { details: { type: "boolean" }, only: { type: "string" } },
});
const root = positionals[0] ?? process.env.HEADGATE_CORPUS ?? "";
if (root === "" || !existsSync(root)) {
  console.log(`No corpus: ${root === "" ? "name its folder" : `${root} is not there`}. Skipped.`);
  process.exit(0);
}

const manifests = findManifests(root).filter((path) => path.includes(values.only ?? ""));
const [rows, seen] = [[], new Set()];
for (const path of manifests) rows.push(...(await compareModels(path, seen)));
printRows(rows, { details: values.details === true });
const missed = [...verdictOf(rows), ...(await measureTime(manifests))];
for (const target of missed) console.log(`missed: ${target}`);
process.exitCode = missed.length > 0 ? 1 : 0;
