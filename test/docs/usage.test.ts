import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { warehouseSql } from "../../src/core/usage/export-sql/index.ts";
import { warehouseNames } from "../../src/core/usage/export-sql/warehouse-sql.ts";
import { runWords } from "../support/run-words.ts";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/usage.md", root), "utf8");

/** Lines of code blocks that run the command. */
const commands = [...page.matchAll(/^(?: *- run: npx )?(headgate .*)$/gmu)].map(([, line = ""]) => line);

/** The subcommand of a line, with its verb if it has verbs. */
function nameOf(line: string): readonly string[] {
  const [, name = "", verb = ""] = line.split(" ");
  return name === "usage" ? [name, verb] : [name];
}

test("the page shows pull, export, build and review", () => {
  const names = new Set(commands.map((line) => nameOf(line).join(" ")));

  expect([...names].sort()).toEqual([
    "impact",
    "review",
    "usage build",
    "usage export-sql",
    "usage exposures",
    "usage pull",
    "usage show",
  ]);
});

test.each(commands)("every option of `%s` exists", async (line) => {
  const { code, stdout } = await runWords([...nameOf(line), "--help"]);
  const options = line.match(/--[a-z-]+/gu) ?? [];

  // What is not built yet says so in its help, and refuses whatever it is given.
  const missing = stdout.includes("not built yet")
    ? []
    : options.filter((name) => !stdout.includes(`${name} `));
  expect(code).toBe(0);
  expect(missing).toEqual([]);
});

test.each(warehouseNames)("%s has a section", (name) => {
  expect(page).toContain(`\n## ${warehouseSql[name].title}\n`);
});

test("every variable that a warehouse reads stands in the page", () => {
  const folder = new URL("src/edges/warehouse/", root);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));

  const named = /(?:(?:optional|required)\(access, |(?:variable|VARIABLE) = )"([A-Z_]+)"/gu;
  const variables = new Set(
    sources.flatMap((source) => [...source.matchAll(named)].map(([, name = ""]) => name)),
  );

  expect(variables.size).toBeGreaterThan(20);
  expect([...variables].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("the README leads to the page", () => {
  expect(readFileSync(new URL("README.md", root), "utf8")).toContain("](docs/usage.md)");
});
