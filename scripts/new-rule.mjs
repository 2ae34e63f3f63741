// Scaffolds a rule: `npm run new:rule -- <id>`. Writes the rule, its test and its fixtures, and lists it.
// Works on the current folder, so that it can be tried in another one.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listRule } from "./new-rule/list-rule.mjs";
import { scaffoldFiles } from "./new-rule/templates.mjs";

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
  const files = { ...scaffoldFiles(id), [INDEX]: listRule(readFileSync(INDEX, "utf8"), id) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  format(Object.keys(files).filter((path) => path.endsWith(".ts")));
  console.log(`Wrote ${Object.keys(files).join("\n      ")}\n`);
  console.log(`The test fails until the rule is written: npx vitest run test/rules/${id}.test.ts
Fill in the words and the check, shape the fixtures, move the entry in ${INDEX} to its place of precedence,
then run npm run docs.`);
}

/** Long ids wrap lines where short ones do not, so the formatter has the last word. */
function format(paths) {
  const oxfmt = join(dirname(createRequire(import.meta.url).resolve("oxfmt/package.json")), "bin/oxfmt");
  const config = fileURLToPath(new URL("../.oxfmtrc.json", import.meta.url));
  execFileSync(process.execPath, [oxfmt, "--config", config, ...paths], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
