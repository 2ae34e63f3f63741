import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { configAtBase } from "../../src/config/config-at-base.ts";
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

test("what steers the App is read in the one form that the rest of the code knows", () => {
  const config = parse(exampleConfig);

  expect(config.projects).toEqual([{ path: "." }, { path: "teams/finance" }]);
  expect(config.artifacts).toEqual([
    { kind: "actions", name: "dbt-{project}" },
    { kind: "git", path: "{project}/{sha}", branch: "dbt-artifacts" },
    { kind: "url", url: "https://artifacts.example.com/{project}/{sha}/", side: "base" },
    { kind: "dbt-cloud", account: 1234, job: 5678, side: "base" },
  ]);
  expect(config.comment).toEqual({ mode: "auto", inline: false, drafts: true });
  expect(config.checks).toEqual({ name: "headgate", annotations: true });
  expect(config.commands).toEqual({ prefix: "/headgate", allow: { explain: "read", review: "triage" } });
});

test("a part that is left out keeps its defaults, key by key", () => {
  const config = parse("version: 1\ncomment:\n  inline: true\nprojects: [./dbt/]\n");

  expect(config.comment).toEqual({ mode: "auto", inline: true, drafts: true });
  expect(config.projects).toEqual([{ path: "dbt" }]);
  expect(config.checks).toEqual(defaultConfig.checks);
});

test("a file at the base that cannot be used gives the defaults and says where it is wrong", () => {
  const broken = configAtBase("version: 1\nblok: never\n");

  expect(broken.config).toEqual(defaultConfig);
  expect(broken.fault?.why).toBe('.github/headgate.yml:2: key `blok`: unknown key; did you mean "block"?');
  expect(configAtBase(null)).toEqual({ config: defaultConfig, fault: null });
  expect(configAtBase("version: 1\nblock: never\n")).toMatchObject({
    config: { block: "never" },
    fault: null,
  });
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
  [
    "a wrong truth",
    "version: 1\ncomment:\n  inline: perhaps\n",
    'conf.yml:3: key `comment.inline`: must be true or false, not "perhaps"',
  ],
  [
    "an unknown key of the comment",
    "version: 1\ncomment:\n  inlin: true\n",
    'conf.yml:3: key `comment.inlin`: unknown key; did you mean "inline"?',
  ],
  [
    "a prefix of two words",
    "version: 1\ncommands:\n  prefix: hey you\n",
    "conf.yml:3: key `commands.prefix`: must be one word",
  ],
  [
    "an unknown verb",
    "version: 1\ncommands:\n  allow:\n    waiv: write\n",
    'conf.yml:4: key `commands.allow.waiv`: unknown key; did you mean "waive"?',
  ],
  [
    "a permission that there is not",
    "version: 1\ncommands:\n  allow:\n    waive: admins\n",
    'conf.yml:4: key `commands.allow.waive`: "admins" is not one of write, triage, read',
  ],
  [
    "an empty name of the check",
    "version: 1\nchecks:\n  name: ''\n",
    "conf.yml:3: key `checks.name`: must have 1 to 100 characters",
  ],
  ["no projects", "version: 1\nprojects: []\n", "conf.yml:2: key `projects`: must name at least one folder"],
  [
    "a project outside",
    "version: 1\nprojects:\n  - ../other\n",
    "conf.yml:3: key `projects.0`: must be a path inside the repository",
  ],
  [
    "a project twice",
    "version: 1\nprojects: [a/b, ./a/b/]\n",
    "key `projects.1`: names the same folder again",
  ],
  [
    "a place of two kinds",
    "version: 1\nartifacts:\n  - actions: { name: a }\n    git: { path: target }\n",
    "conf.yml:3: key `artifacts.0`: must hold exactly one of",
  ],
  [
    "a place of no kind",
    "version: 1\nartifacts:\n  - {}\n",
    "conf.yml:3: key `artifacts.0`: must hold exactly one of",
  ],
  [
    "an unknown kind of place",
    "version: 1\nartifacts:\n  - action: { name: a }\n",
    'conf.yml:3: key `artifacts.0.action`: unknown key; did you mean "actions"?',
  ],
  [
    "an unknown placeholder",
    "version: 1\nartifacts:\n  - actions: { name: 'dbt-{pr}' }\n",
    "conf.yml:3: key `artifacts.0.actions.name`: may hold {project}, {sha} and {branch}",
  ],
  [
    "an address without encryption",
    "version: 1\nartifacts:\n  - url: { url: 'http://a.example/m.json' }\n",
    "key `artifacts.0.url.url`: must begin with https://",
  ],
  [
    "a host that the pull request chooses",
    "version: 1\nartifacts:\n  - url: { url: 'https://{branch}.example/m.json' }\n",
    "key `artifacts.0.url.url`: must begin with https://",
  ],
  [
    "a wrong side",
    "version: 1\nartifacts:\n  - url: { url: 'https://a.example/m.json', side: main }\n",
    'key `artifacts.0.url.side`: "main" is not one of base, head, both',
  ],
  [
    "a job that is no number",
    "version: 1\nartifacts:\n  - dbt-cloud: { account: 1, job: nightly }\n",
    'key `artifacts.0.dbt-cloud.job`: must be a number, not "nightly"',
  ],
  ["a key that is not built yet", "version: 1\nowners: []\n", "conf.yml:2: key `owners`: not built yet"],
  [
    "a mode of drafting that does not exist",
    "version: 1\ndraft:\n  mode: lage\n",
    'conf.yml:3: key `draft.mode`: "lage" is not one of auto, small, large, off; did you mean large?',
  ],
  [
    "a budget below nothing",
    "version: 1\ndraft:\n  budgets:\n    day_tokens: -1\n",
    "conf.yml:4: key `draft.budgets.day_tokens`:",
  ],
  [
    "teams that nobody is of",
    "version: 1\nprivacy:\n  people: teams\n",
    "conf.yml:2: key `privacy`: needs `teams` where `people` is `teams`.",
  ],
  [
    "a place of a log that may be several",
    "version: 1\nusage:\n  environments:\n    - manifest: ci.*\n      log: prod.*\n",
    "conf.yml:5: key `usage.environments.0.log`: must be `schema` or `database.schema`",
  ],
  [
    "a place with a placeholder that does not exist",
    "version: 1\nusage:\n  environments:\n    - manifest: ci.{schema}\n      log: prod\n",
    "conf.yml:4: key `usage.environments.0.manifest`: must be `schema` or `database.schema`",
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

test("every slash command can be given another permission", () => {
  const text = ["version: 1", "commands:", "  allow:", ...commands.map(({ verb }) => `    ${verb}: write`)];

  const config = parse(text.join("\n"));

  expect(Object.keys(config.commands.allow)).toEqual(commands.map(({ verb }) => verb));
});

test("what is not said of drafting keeps its default", () => {
  const { draft } = parse(
    "version: 1\ndraft:\n  mode: small\n  models: { small: tiny }\n  prices: { tiny: { input: 1, output: 2 } }\n  budgets: { day_cost: 3 }\n  send: { usage: false }\n",
  );

  expect(draft).toEqual({
    mode: "small",
    models: { small: "tiny", large: null },
    prices: { tiny: { input: 1, cached: 1, output: 2 } },
    budgets: { pullTokens: 200_000, dayTokens: 2_000_000, dayCost: 3 },
    send: { sql: true, descriptions: true, owners: true, usage: false },
  });
});
