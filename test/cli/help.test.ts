import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { runWords } from "../support/run-words.ts";

test("the version is the package's", async () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");

  const ran = await runCli(["--version"]);

  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(text).toContain(`"version": "${ran.stdout.trim()}"`);
});

test("help names every subcommand", async () => {
  const { code, stdout } = await runWords(["--help"]);

  expect(code).toBe(0);
  const wanted = [
    "review",
    "demo",
    "lineage",
    "impact",
    "render",
    "rules",
    "schema",
    "doctor",
    "usage",
    "init",
    "serve",
    "action",
  ];
  expect(wanted.filter((name) => !stdout.includes(`  ${name} `))).toEqual([]);
});

test.each(["review", "demo", "lineage", "impact", "render", "rules", "schema", "doctor"])(
  "the help of %s ends with examples of it",
  async (name) => {
    const { code, stdout, stderr } = await runWords([name, "--help"]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Examples:\n  $ headgate ${name}`);
    expect(stdout).toContain("--log-level");
  },
);

test("the help of review has every option of the contract", async () => {
  const { stdout } = await runWords(["review", "--help"]);

  const options =
    "--base --head --project-dir --base-ref --head-ref --cache --no-cache --usage --run-results --sources --config --format --output --draft --fail-on";
  expect(options.split(" ").filter((option) => !stdout.includes(`  ${option}`))).toEqual([]);
});
