import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../src/core/config.ts";
import type { Finding } from "../../src/core/report.ts";
import { renderLineComments, type LineCommentInput } from "../../src/render/suggestions.ts";
import { HOSTILE_NAMES } from "../support/hostile.ts";
import { shopFacts } from "../support/facts.ts";
import { reviewed } from "../support/pull.ts";
import { evidenceWith, findingWith, impactWith, reportWith } from "../support/report.ts";

const YAML = `version: 2

models:
  - name: orders
    description: Orders.
    columns:
      - name: order_id
        description: One order.

  # Money that goes back.
  - name: refunds
    columns:
      - name: order_id   # the key
        data_type: int
      - name: "reason"
        description: ""
`;

const PATH = "models/refunds.yml";
const REFUNDS = "model.shop.refunds";
const inline = { comment: { ...defaultConfig.comment, inline: true } };
const all = Array.from({ length: 20 }, (_, index) => index + 1);

function finding(evidence: Finding["evidence"], overrides: Partial<Finding> = {}): Finding {
  return findingWith({
    severity: "note",
    category: "docs",
    title: "`refunds` is not described",
    subject: { uniqueId: REFUNDS },
    location: { path: "models/refunds.sql" },
    evidence,
    ...overrides,
  });
}

async function inputWith(
  findings: readonly Finding[],
  overrides: Partial<LineCommentInput> & { readonly text?: string; readonly lines?: readonly number[] } = {},
): Promise<LineCommentInput> {
  const { text = YAML, lines = all, ...rest } = overrides;
  const { artifacts } = await shopFacts();
  return {
    facts: { artifacts, reviews: [reviewed(reportWith({ findings: [...findings] }))] },
    config: inline,
    changedFiles: [{ path: PATH, status: "modified", lines }],
    yaml: [{ path: PATH, text }],
    ...rest,
  };
}

async function comments(...args: Parameters<typeof inputWith>) {
  return renderLineComments(await inputWith(...args));
}

const noDescription = finding([evidenceWith({ kind: "description", uniqueId: REFUNDS })]);
const noColumn = finding([evidenceWith({ kind: "column", uniqueId: REFUNDS, column: "order_id" })]);

describe("a suggestion ready to be committed", () => {
  test("describes a model whose key is known, below its name", async () => {
    const [comment, ...others] = await comments([noDescription]);

    expect(others).toEqual([]);
    expect(comment).toMatchObject({ path: PATH, line: 11 });
    expect(comment?.body).toContain(
      '```suggestion\n  - name: refunds\n    description: "One row per order_id."\n```',
    );
  });

  test("describes a column in the words of an upstream column, and says whose they are", async () => {
    const [comment] = await comments([noColumn]);

    expect(comment).toMatchObject({ line: 13 });
    expect(comment?.body).toContain(
      '```suggestion\n      - name: order_id   # the key\n        description: "One order."\n```',
    );
    expect(comment?.body).toContain("The words are taken from `orders`: read them before you commit.");
  });

  test("brings a lost description back, in the place of an empty one", async () => {
    const lost = finding([
      evidenceWith({ kind: "description", uniqueId: REFUNDS, column: "reason", before: "Why it went back." }),
    ]);

    const [comment] = await comments([lost]);

    expect(comment).toMatchObject({ line: 16 });
    expect(comment?.body).toContain('```suggestion\n        description: "Why it went back."\n```');
  });

  test("adds the tests of a key to its column", async () => {
    const untested = finding([evidenceWith({ kind: "key", uniqueId: REFUNDS, column: "order_id" })], {
      category: "guarantee",
    });

    const [comment] = await comments([untested]);

    expect(comment?.body).toContain(
      "      - name: order_id   # the key\n        data_tests:\n          - unique\n          - not_null\n```",
    );
  });

  test("folds a long text instead of cutting it", async () => {
    const before = "One refund of one order, ".repeat(8).trim();
    const lost = finding([evidenceWith({ kind: "description", uniqueId: REFUNDS, before })]);

    const [comment] = await comments([lost]);

    expect(comment?.body).toContain("    description: >-\n      One refund of one order,");
    expect(comment?.body.replaceAll(/\s+/gu, " ")).toContain(before);
  });

  test("carries a key by which it is found again, whatever its words", async () => {
    const [comment] = await comments([noColumn]);
    const [again] = await comments([{ ...noColumn, title: "Another title", id: "F9" }]);

    expect(comment?.body).toContain(comment?.key ?? "none");
    expect(comment?.key).toBe(again?.key);
    expect(comment?.key).toMatch(/^<!-- headgate:line v1 [\da-z]+ -->$/u);
  });
});

describe("nothing is suggested", () => {
  test.each<[string, readonly Finding[], Partial<Parameters<typeof inputWith>[1]>]>([
    ["when the configuration does not want it", [noColumn], { config: defaultConfig }],
    ["outside of the diff", [noColumn], { lines: [1, 2] }],
    ["for a waived finding", [{ ...noColumn, waived: { by: "a", reason: "b", at: "c" } }], {}],
    ["where the entry is missing", [noColumn], { text: "models:\n  - name: orders\n" }],
    ["where the entry stands twice", [noColumn], { text: `${YAML}  - name: refunds\n` }],
    ["where YAML is written in flow style", [noColumn], { text: "models: [{ name: refunds }]\n" }],
    ["in a file with other line ends", [noColumn], { text: YAML.replaceAll("\n", "\r\n") }],
    [
      "for a column that nobody described upstream",
      [finding([evidenceWith({ kind: "column", uniqueId: REFUNDS, column: "reason" })])],
      {},
    ],
    [
      "with Jinja that dbt would render",
      [
        finding([
          evidenceWith({ kind: "description", uniqueId: REFUNDS, before: "{{ env_var('SECRET') }}" }),
        ]),
      ],
      {},
    ],
    [
      "where the column has tests",
      [finding([evidenceWith({ kind: "key", uniqueId: REFUNDS, column: "order_id" })])],
      { text: YAML.replace("data_type: int", "tests: [unique]") },
    ],
    [
      "where the line could not be kept as it is",
      [noColumn],
      { text: YAML.replace("# the key", "# the \u202Ekey") },
    ],
  ])("%s", async (_, findings, overrides) => {
    expect(await comments(findings, overrides)).toEqual([]);
  });

  test("for a description that is there", async () => {
    const orders = finding([
      evidenceWith({ kind: "description", uniqueId: "model.shop.orders", before: "Old." }),
    ]);

    expect(await comments([orders])).toEqual([]);
  });
});

describe("findings without a fix", () => {
  const error = findingWith({
    location: { path: "models/orders.sql", line: 3 },
    subject: { uniqueId: "model.shop.orders" },
  });
  const files = [{ path: "models/orders.sql", status: "modified" as const, lines: [3, 4] }];

  test("an error stands on its changed line", async () => {
    const [comment] = await comments([error], { changedFiles: files });

    expect(comment).toMatchObject({ path: "models/orders.sql", line: 3 });
    expect(comment?.body).toContain("- **F1** error: Column `amount`");
  });

  test("a warning only when it hits something critical, a note never", async () => {
    const warning = { ...error, severity: "warning" as const, affected: ["exposure.shop.board"] };
    const input = await inputWith([warning], { changedFiles: files });
    const impact = [impactWith("exposure.shop.board", { tier: "critical" })];
    const reviews = [reviewed(reportWith({ findings: [warning], impact }))];

    expect(renderLineComments(input)).toEqual([]);
    expect(renderLineComments({ ...input, facts: { ...input.facts, reviews } })).toHaveLength(1);
    expect(await comments([{ ...error, severity: "note" }], { changedFiles: files })).toEqual([]);
  });
});

test("there are at most five, errors first, and one a line", async () => {
  const lines = Array.from({ length: 20 }, (_, index) => index + 1);
  const errors = lines.map((line) =>
    findingWith({ id: `F${line}`, fingerprint: `f${line}`, location: { path: PATH, line } }),
  );

  const sameLine = findingWith({ fingerprint: "same", location: { path: PATH, line: 1 } });

  const found = await comments([noColumn, ...errors, sameLine]);

  expect(found.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
});

test("a dbt project in a folder has its own files, and no other's", async () => {
  const { artifacts } = await shopFacts("dbt/shop");
  const reviews = [reviewed(reportWith({ findings: [noColumn] }), "dbt/shop")];
  const run = async (path: string) =>
    comments([], {
      facts: { artifacts, reviews },
      changedFiles: [{ path, status: "modified", lines: all }],
      yaml: [{ path, text: YAML }],
    });

  expect(await run("dbt/shop/models/a.yml")).toHaveLength(1);
  expect(await run("dbt/shop2/models/a.yml")).toEqual([]);
});

describe("T3: a hostile description", () => {
  test.each(Object.entries(HOSTILE_NAMES))("%s stays inside its suggestion", async (_, name) => {
    const lost = finding([evidenceWith({ kind: "description", uniqueId: REFUNDS, before: name })], {
      title: name,
    });

    for (const { body, key } of await comments([lost])) {
      const [, mark = "none", block = ""] = /^(`{3,})suggestion\n([\s\S]*?)\n\1$/mu.exec(body) ?? [];
      const around = body.replace(`${mark}suggestion\n${block}\n${mark}`, "").replace(key, "");
      expect(block).not.toContain(mark);
      expect(around).not.toMatch(/<!--|@[a-z]|<(?!\/?(?:code|span))/iu);
    }
  });
});
