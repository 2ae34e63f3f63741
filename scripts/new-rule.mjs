// Scaffolds a rule: `npm run new:rule -- <id>`. Writes the rule, its test and its fixtures, and lists it.
// Works on the current folder, so that it can be tried in another one.
import { existsSync, readFileSync } from "node:fs";
import { camelCase, scaffoldFiles } from "./new-rule/templates.mjs";
import { listEntry } from "./scaffold/list-entry.mjs";
import { writeFiles } from "./scaffold/write-files.mjs";

const INDEX = "src/rules/index.ts";
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

const [id, ...others] = process.argv.slice(2);
const complaint = complaintAbout(id, others);
if (complaint === null) scaffold(id);
else {
  console.error(complaint);
  process.exitCode = 2;
}

function complaintAbout(id, others) {
  if (id === undefined || others.length > 0)
    return "Usage: npm run new:rule -- <id>, for example column-removed-in-use.";
  if (!ID.test(id) || id.length > 40) {
    return `"${id}" is no rule id. Write <subject>-<what-happened> in kebab-case with at most 40 characters.`;
  }
  const taken = [...Object.keys(scaffoldFiles(id)), `fixtures/rules/${id}`].find((path) => existsSync(path));
  if (taken !== undefined) return `The id "${id}" is taken: ${taken} exists. Ids are never re-used.`;
  if (!existsSync(INDEX)) return `There is no ${INDEX} here. Run the command from the root of the project.`;
  return null;
}

function scaffold(id) {
  const entry = { type: "Rule", file: id, name: camelCase(id) };
  writeFiles({ ...scaffoldFiles(id), [INDEX]: listEntry(readFileSync(INDEX, "utf8"), entry) });
  console.log(`The test fails until the rule is written: npx vitest run test/rules/${id}.test.ts
Fill in the words and the check, shape the fixtures, move the entry in ${INDEX} to its place of precedence,
then run npm run docs.`);
}
