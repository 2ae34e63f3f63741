import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeConfig } from "../../src/config/describe.ts";
import { exampleConfig } from "../../src/config/example.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { defaultConfig } from "../../src/core/config.ts";
import { ConfigError } from "../../src/errors.ts";

const ruleIds = [
  "test-removed",
  "description-removed",
  "exposure-undocumented",
  "contract-column-removed",
  "contract-column-type-changed",
  "column-removed-still-referenced",
];

test("the version alone gives the defaults", () => {
  expect(parse("version: 1\n")).toEqual(defaultConfig);
});

test("the example of the docs is read by the real loader", () => {
  const config = parse(exampleConfig);

  expect(describeConfig()).toContain(exampleConfig);
  expect(config.rules["exposure-undocumented"]).toEqual({ severity: "off", overrides: [] });
  expect(config.rules["test-removed"]).toEqual({
    severity: "warning",
    overrides: [
      { paths: ["models/staging"], tags: [], severity: "note" },
      { paths: ["models/**/finance_*.sql", "models/marts/finance"], tags: ["critical"], severity: "error" },
    ],
  });
  expect(config.block).toEqual([
    "contract-column-removed",
    "contract-column-type-changed",
    "column-removed-still-referenced",
  ]);
});

test.each([
  [
    "an unknown key",
    "version: 1\nruls:\n  a: b\n",
    'conf.yml:2: key `ruls`: unknown key; did you mean "rules"?',
  ],
  [
    "an unknown key inside",
    "version: 1\nrules:\n  test-removed:\n    severty: off\n",
    'conf.yml:4: key `rules.test-removed.severty`: unknown key; did you mean "severity"?',
  ],
  [
    "an unknown rule",
    "version: 1\nrules:\n  test-remved: off\n",
    'conf.yml:3: key `rules.test-remved`: there is no rule "test-remved"; did you mean "test-removed"?',
  ],
  [
    "an unknown rule to block",
    "version: 1\nblock:\n  - test-removed\n  - tests\n",
    'conf.yml:4: key `block.1`: there is no rule "tests"',
  ],
  [
    "a wrong severity",
    "version: 1\nrules:\n  test-removed: warn\n",
    'conf.yml:3: key `rules.test-removed`: "warn" is not one of off, note, warning, error; did you mean warning?',
  ],
  [
    "a wrong severity in an override",
    "version: 1\nrules:\n  test-removed:\n    overrides:\n      - tags: [a]\n        severity: loud\n",
    "conf.yml:6: key `rules.test-removed.overrides.0.severity`",
  ],
  [
    "an override without a place",
    "version: 1\nrules:\n  test-removed:\n    overrides:\n      - severity: off\n",
    "conf.yml:5: key `rules.test-removed.overrides.0`: needs `paths` or `tags`",
  ],
  ["more to block than proven errors", "version: 1\nblock: warnings\n", "conf.yml:2: key `block`"],
  ["another version", "version: 2\n", "conf.yml:1: key `version`: 2 is not 1"],
  ["no version", "rules: {}\n", "conf.yml:1: key `version`: missing"],
  ["an empty file", "", "conf.yml:1: key `version`: missing"],
  ["a list", "- version: 1\n", "conf.yml:1: must be keys with values"],
  ["a key twice", "version: 1\nversion: 1\n", "conf.yml:2: not valid YAML"],
  ["broken YAML", "version: 1\nrules: [\n", "not valid YAML"],
  ["an unknown tag", "version: !env V\n", "not valid YAML"],
  ["a key that is not built yet", "version: 1\nowners: []\n", "conf.yml:2: key `owners`: not built yet"],
  [
    "a value that is not built yet",
    "version: 1\ndraft:\n  mode: large\n",
    "conf.yml:3: key `draft.mode`: large is not built yet",
  ],
])("%s is refused with file, line and key", (_, text, advice) => {
  const refusal = refusalOf(text);

  expect(refusal).toBeInstanceOf(ConfigError);
  expect(refusal?.advice.why).toContain(advice);
});

test("every fault is named, not only the first", () => {
  const refusal = refusalOf("version: 2\nruls: {}\nblock: all\n");

  expect(refusal?.advice.why.split("\n")).toHaveLength(3);
});

test("aliases cannot blow a small file up", () => {
  const levels = Array.from(
    { length: 9 },
    (_, n) => `x${n + 1}: &x${n + 1} [${Array(9).fill(`*x${n}`).join(", ")}]`,
  );
  const bomb = ["version: 1", "x0: &x0 [a]", ...levels].join("\n");

  const refusal = refusalOf(bomb);

  expect(refusal?.advice.why).toContain("aliases");
});

test("a file that is not there is refused by its name", async () => {
  await expect(loadConfig("no/such.yml", ruleIds)).rejects.toMatchObject({
    code: "config-unreadable",
    advice: { what: "The configuration no/such.yml cannot be read." },
  });
});

test("docs/configuration.md is what the schema says", () => {
  const written = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

  expect(written).toBe(describeConfig());
});

test("the docs say each key with a meaning", () => {
  const rows = describeConfig().match(/^\| `[^`]+` \|.*$/gmu) ?? [];

  expect(rows.length).toBeGreaterThan(8);
  expect(rows.filter((row) => row.endsWith("|  |"))).toEqual([]);
});

function parse(text: string) {
  return parseConfig({ file: "conf.yml", text }, ruleIds);
}

function refusalOf(text: string): ConfigError | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    return error instanceof ConfigError ? error : null;
  }
}
