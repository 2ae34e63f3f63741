// Writes the generated pages of docs/ from what is in build/ (`npm run docs`); `--check` only says which are stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { neededFor } from "../build/commands/authorize.js";
import { commands } from "../build/commands/index.js";
import { rules } from "../build/rules/index.js";
import { describeConfig } from "../build/config/describe.js";
import { commandsPage } from "./docs/commands-page.mjs";
import { rulesPage } from "./docs/rules-page.mjs";

const root = new URL("../", import.meta.url);
const pages = {
  "docs/rules.md": rulesPage(rules),
  "docs/configuration.md": describeConfig(),
  "docs/commands.md": commandsPage(commands, neededFor),
};

const stale = Object.entries(pages).filter(([path, text]) => readPage(path) !== text);
if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is stale: run npm run docs and commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync(new URL("docs/", root), { recursive: true });
  for (const [path, text] of stale) writeFileSync(new URL(path, root), text);
  console.log(
    stale.length === 0
      ? "All generated pages are up to date."
      : `Wrote ${stale.map(([path]) => path).join(", ")}.`,
  );
}

function readPage(path) {
  const url = new URL(path, root);
  return existsSync(url) ? readFileSync(url, "utf8") : null;
}
