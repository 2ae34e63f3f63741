import { expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { runWords } from "../support/run-words.ts";

test("the catalogue has every rule once", async () => {
  const { code, stdout } = await runWords(["rules"]);

  const listed = [...stdout.matchAll(/^ {2}(\S+) {2}(?:error|warning|note), /gmu)].map(([, id]) => id);
  expect(code).toBe(0);
  expect(listed.sort()).toEqual(rules.map(({ id }) => id).sort());
});

test("one rule is shown with its words", async () => {
  const { code, stdout } = await runWords(["rules", "seed-changed"]);

  expect(code).toBe(0);
  expect(stdout).toMatch(/^seed-changed {2}lifecycle, note, proven\n/u);
  expect(stdout).toMatch(/\n {2}What {3}.+\n(?:.+\n)* {2}Why {4}.+\n(?:.+\n)* {2}To do {2}/u);
});

test("a misspelt rule is refused with the nearest one", async () => {
  const ran = await runWords(["rules", "seed-chnged"]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("Did you mean seed-changed?");
});
