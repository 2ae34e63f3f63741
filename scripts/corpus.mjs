// `npm run corpus -- <folder>`: reviews every base/head pair below a folder and prints, pair by pair, whether the
// review agrees with what dbt itself answered and stays quiet where it must. Without the folder it says so and ends.
// `--uncompiled` instead reviews each pair a second time with its compiled code left out, and prints what differs.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareUncompiled } from "./corpus/compare-uncompiled.mjs";
import { reviewPair } from "./corpus/review-pair.mjs";
import { findPairs } from "./corpus/pairs.mjs";
import { printSummary, printTable } from "./corpus/table.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { uncompiled: { type: "boolean" } },
});
const folder = positionals[0] ?? process.env.HEADGATE_CORPUS ?? "";
if (folder === "" || !existsSync(folder)) {
  console.log(`No corpus: ${folder === "" ? "name its folder" : `${folder} is not there`}. Skipped.`);
  process.exit(0);
}

if (values.uncompiled === true) {
  const sums = { same: 0, lost: 0, extra: 0 };
  for (const pair of findPairs(folder)) {
    const counts = await compareUncompiled(pair);
    for (const key of Object.keys(sums)) sums[key] += counts[key];
  }
  console.log(`\n${sums.same} the same, ${sums.lost} only compiled, ${sums.extra} only from raw SQL`);
  process.exit(0);
}

const rows = [];
for (const pair of findPairs(folder)) rows.push(await reviewPair(pair));
printTable(rows);
printSummary(rows);
process.exitCode = rows.some((row) => row.faults.length > 0) ? 1 : 0;
