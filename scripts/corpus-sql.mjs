// `npm run corpus:sql -- <folder>`: reads every statement of `<folder>/sql` and prints how much of its column lineage is
// as the reference has it, how well labelled edits and mere formatting are told apart, how long it takes and how much
// memory it holds. Without the folder it says so and ends.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { measureEdits } from "./corpus-sql/edits.mjs";
import { measureFormatting } from "./corpus-sql/formatting.mjs";
import { measureLineage } from "./corpus-sql/lineage.mjs";
import { measureMemory } from "./corpus-sql/memory.mjs";
import { readStatements } from "./corpus-sql/statements.mjs";
import { measureTime } from "./corpus-sql/time.mjs";

const root = process.argv[2] ?? process.env.HEADGATE_CORPUS ?? "";
const folder = join(root, "sql");
if (root === "" || !existsSync(folder)) {
  console.log(`No SQL corpus: ${root === "" ? "name its folder" : `${folder} is not there`}. Skipped.`);
  process.exit(0);
}

const statements = readStatements(folder);
// Memory comes first: afterwards this process holds the engine that the times are compared with.
const results = [
  await measureMemory(statements),
  await measureLineage(statements),
  await measureEdits(statements, folder),
  await measureFormatting(statements),
  await measureTime(statements),
];
for (const { lines } of results) console.log(`${lines.join("\n")}\n`);
const missed = results.flatMap((result) => result.missed);
for (const target of missed) console.log(`missed: ${target}`);
process.exitCode = missed.length > 0 ? 1 : 0;
