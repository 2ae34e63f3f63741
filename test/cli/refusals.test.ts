import { expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { runWords } from "../support/run-words.ts";

test.each([
  [["review", "--bse", "a", "--head", "b"], "--base"],
  [["revew"], "review"],
  [["review", "--base", "a", "--head", "b", "--format", "jsn"], "json"],
  [["review", "--base", "a", "--head", "b", "--fail-on", "warn"], "warning"],
  [["demo", "--log-level", "wern"], "warn"],
  [["schema", "repot"], "report"],
  [["lineage", "orders", "--manifst", "m.json"], "--manifest"],
])("a misspelt word is refused with the nearest one: %j", async (words, nearest) => {
  const ran = await runWords(words);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(`Did you mean ${nearest}?`);
});

test.each([
  [[]],
  [["review"]],
  [["review", "--base", "a"]],
  [["review", "--base", "a", "--head", "b", "more"]],
  [["lineage", "orders"]],
  [["impact"]],
  [["schema"]],
  [["doctor", "--base", "a"]],
  [["doctor", "--manifest", "a", "--head", "b"]],
  [["rules", "no-such-rule"]],
  [["lineage", "orders", "--manifest", "m", "--upstream", "--downstream"]],
])("an incomplete or contradictory command line is refused: %j", async (words) => {
  const ran = await runWords(words);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).not.toBe("");
  expect(ran.stderr).not.toMatch(/\n\s+at /u);
});

test.each([
  [["usage", "pull", "--warehouse", "snowflake"]],
  [["usage", "export-sql", "--warehouse", "snowflake"]],
  ...[
    ["--project-dir", "."],
    ["--base-ref", "main"],
    ["--head-ref", "topic"],
    ["--run-results", "runs/*.json"],
    ["--sources", "runs/*.json"],
  ].map((option) => [["review", "--base", "a", "--head", "b", ...option]]),
])("what does not exist yet is refused, not ignored: %j", async (words) => {
  const ran = await runWords(words);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("is not built yet");
});

test("the built command refuses on standard error, with exit code 2 and nothing on standard output", async () => {
  const ran = await runCli(["review", "--bse", "a"]);

  expect(ran).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "Error: Unknown option '--bse'.\nDid you mean --base?\n`headgate review --help` lists what it takes.\n",
  });
});

test("a fault of our own ends with 3, asks for a report and prints nothing as a result", async () => {
  // The fake source of artifacts throws what no user can have caused.
  const ran = await runWords(["doctor", "--manifest", "target"]);

  expect(ran).toMatchObject({ code: 3, stdout: "" });
  expect(ran.stderr).toContain("Please report it");
  expect(ran.stderr).toContain("nothing is to be read, but target was");
});
