// `npm run corpus -- <folder>`: reviews every base/head pair below a folder and prints, pair by pair, whether the
// review agrees with what dbt itself answered and stays quiet where it must. Without the folder it says so and ends.
import { existsSync } from "node:fs";
import { reviewPair } from "./corpus/review-pair.mjs";
import { findPairs } from "./corpus/pairs.mjs";
import { printSummary, printTable } from "./corpus/table.mjs";

const folder = process.argv[2] ?? process.env.HEADGATE_CORPUS ?? "";
if (folder === "" || !existsSync(folder)) {
  console.log(`No corpus: ${folder === "" ? "name its folder" : `${folder} is not there`}. Skipped.`);
  process.exit(0);
}

const rows = [];
for (const pair of findPairs(folder)) rows.push(await reviewPair(pair));
printTable(rows);
printSummary(rows);
process.exitCode = rows.some((row) => row.faults.length > 0) ? 1 : 0;
