// Scaffolds a slash command: `npm run new:command -- <verb>`. Writes the command and its test, and lists it.
// Works on the current folder, so that it can be tried in another one.
import { existsSync, readFileSync } from "node:fs";
import { scaffoldFiles } from "./new-command/templates.mjs";
import { listEntry } from "./scaffold/list-entry.mjs";
import { writeFiles } from "./scaffold/write-files.mjs";

const INDEX = "src/commands/index.ts";
const VERB = /^[a-z]{2,20}$/;

const [verb, ...others] = process.argv.slice(2);
const complaint = complaintAbout(verb, others);
if (complaint === null) scaffold(verb);
else {
  console.error(complaint);
  process.exitCode = 2;
}

function complaintAbout(verb, others) {
  if (verb === undefined || others.length > 0)
    return "Usage: npm run new:command -- <verb>, for example status.";
  if (!VERB.test(verb)) return `"${verb}" is no verb. Write one word of 2 to 20 small letters.`;
  const taken = Object.keys(scaffoldFiles(verb)).find((path) => existsSync(path));
  if (taken !== undefined) return `The verb "${verb}" is taken: ${taken} exists.`;
  if (!existsSync(INDEX)) return `There is no ${INDEX} here. Run the command from the root of the project.`;
  return null;
}

function scaffold(verb) {
  const entry = { type: "Command", file: verb, name: verb };
  writeFiles({ ...scaffoldFiles(verb), [INDEX]: listEntry(readFileSync(INDEX, "utf8"), entry) });
  console.log(`The test fails until the command is written: npx vitest run test/commands/${verb}.test.ts
Fill in the summary, who may give it, its arguments and what comes of it, move the entry in ${INDEX} to its
place in help, add it to the table of test/commands/authorize.test.ts, then run npm run docs.`);
}
