import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import type { Rule, Words } from "../../src/rules/rule.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

const ROOT = new URL("../../", import.meta.url);
/** What lies in src/rules and is no rule. */
const FRAME = new Set(["context.ts", "index.ts", "rule.ts"]);

describe("the list of rules", () => {
  test("holds every rule once", () => {
    const ids = rules.map((rule) => rule.id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test("holds exactly the rules that have a file", () => {
    const files = namesIn("src/rules").filter((name) => name.endsWith(".ts") && !FRAME.has(name));

    expect(files.toSorted()).toEqual(rules.map((rule) => `${rule.id}.ts`).toSorted());
  });

  test("has no fixtures or tests of a rule that is gone", () => {
    const tests = namesIn("test/rules").filter((name) => name !== "catalogue.test.ts");

    expect(namesIn("fixtures/rules").toSorted()).toEqual(rules.map((rule) => rule.id).toSorted());
    expect(tests.toSorted()).toEqual(rules.map((rule) => `${rule.id}.test.ts`).toSorted());
  });
});

describe("the fixtures", () => {
  test("hold no e-mail address", () => {
    const named = filesUnder("fixtures").filter((path) => /[\w.+-]+@[\w-]+\.\w/u.test(read(path)));

    expect(named).toEqual([]);
  });
});

describe.each(rules)("$id", (rule) => {
  test("is exported from its file under its name in camel case", async () => {
    const module = await import(`../../src/rules/${rule.id}.ts`);

    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/u);
    expect(module[camelCase(rule.id)]).toBe(rule);
  });

  test("fires on its fixture and stays silent on the corrected twin", async () => {
    expect(await checkSqlFixture(rule, "fires")).not.toEqual([]);
    expect(await checkSqlFixture(rule, "silent")).toEqual([]);
  });

  test("stands in docs/rules.md (npm run docs)", () => {
    expect(read("docs/rules.md")).toContain(`\n### ${rule.id}\n`);
  });

  test("is worded in finished sentences", () => {
    expect(rule.summary).toMatch(SENTENCE);
    for (const words of allWords(rule)) {
      expect(words.title).toMatch(TITLE);
      expect(words.why).toMatch(SENTENCE);
      expect(words.fix).toMatch(SENTENCE);
      expect(Object.values(words).join(" ")).not.toMatch(/TODO|lorem/iu);
    }
  });

  test("is an error by default only when it is proven", () => {
    expect([rule.severity, rule.certainty]).not.toEqual(["error", "structural"]);
    expect([rule.severity, rule.certainty]).not.toEqual(["error", "heuristic"]);
  });

  test.each(scenariosOf(rule))("finds facts for all its words in %s", async (scenario) => {
    for (const found of await checkSqlFixture(rule, scenario)) {
      // Throws where a variant is not there or a placeholder has no fact.
      const words = wordsOf(rule, found);

      expect(words.title.length).toBeLessThanOrEqual(100);
    }
  });

  test.each(scenariosOf(rule))("finds no error that is not proven in %s", async (scenario) => {
    for (const found of await checkSqlFixture(rule, scenario)) {
      const isError = (found.severity ?? rule.severity) === "error";

      expect(isError && (found.certainty ?? rule.certainty) !== "proven").toBe(false);
    }
  });
});

/** A title starts with a capital, a placeholder or dbt, and has no full stop. */
const TITLE = /^(?:[A-Z`{\d]|dbt\b).*[^.\s]$/u;
/** A fix may end with a block of YAML, which is one placeholder. */
const SENTENCE = /^(?:[A-Z`{\d]|dbt\b).*[.?)}]$/su;

function allWords(rule: Rule): readonly Words[] {
  return [rule.words, ...Object.values(rule.variants ?? {})];
}

function scenariosOf(rule: Rule): readonly string[] {
  const folder = `fixtures/rules/${rule.id}`;
  return existsSync(new URL(folder, ROOT)) ? namesIn(folder) : [];
}

function camelCase(id: string): string {
  return id.replaceAll(/-(.)/gu, (_all, letter: string) => letter.toUpperCase());
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, ROOT));
}

function filesUnder(folder: string): readonly string[] {
  const entries = readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
}

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}
