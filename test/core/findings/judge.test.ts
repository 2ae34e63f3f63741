import { describe, expect, test } from "vitest";
import { defaultConfig, type Config } from "../../../src/core/config.ts";
import { judge } from "../../../src/core/findings/judge.ts";
import { ArtifactError } from "../../../src/errors.ts";
import type { Found, Rule } from "../../../src/rules/rule.ts";
import { contextOf } from "../../support/context.ts";
import { artifactsOf, type ManifestSketch } from "../../support/manifest.ts";
import { logWith, useWith } from "../../support/usage.ts";

const ORDERS = "model.shop.orders";

const project: ManifestSketch = {
  nodes: {
    [ORDERS]: { raw_code: "select 1", original_file_path: "models/marts/orders.sql", tags: ["nightly"] },
    "model.shop.other": { raw_code: "select 2" },
  },
  exposures: { "exposure.shop.board": { maturity: "high", depends_on: { nodes: [ORDERS] } } },
};

function ruleThat(found: readonly Found[], traits: Partial<Rule> = {}): Rule {
  return {
    id: "orders-lost",
    category: "contract",
    severity: "warning",
    certainty: "proven",
    summary: "Orders were lost.",
    words: { title: "`{name}` was lost", why: "It is read by {readers}.", fix: "Bring it back." },
    check: () => found,
    ...traits,
  };
}

function found(traits: Partial<Found> = {}): Found {
  return {
    subject: { uniqueId: ORDERS },
    facts: { name: "orders", readers: ["a", "b", "c", "d", "e"] },
    evidence: [],
    ...traits,
  };
}

function judged(rules: readonly Rule[], config: Config = defaultConfig, sketch: ManifestSketch = project) {
  const artifacts = artifactsOf(sketch, sketch);
  return judge({
    rules,
    context: contextOf(artifacts),
    impact: [],
    config,
  });
}

describe("judge", () => {
  test("fills the words of a rule with facts, shortening lists", () => {
    const [finding] = judged([ruleThat([found()])]).findings;

    expect(finding).toMatchObject({
      id: "F1",
      title: "`orders` was lost",
      why: "It is read by `a`, `b`, `c` and 2 more.",
    });
  });

  test("names cannot break out of a sentence", () => {
    const hostile = found({ facts: { name: "a`b\u202Ec\n<img>", readers: [] } });

    expect(judged([ruleThat([hostile])]).findings[0]?.title).toBe("`a'bc <img>` was lost");
  });

  test("what lies in an installed package is mended in another way than what the author can edit", () => {
    const rule = ruleThat([found({ subject: { uniqueId: "model.billing.invoices" } }), found()], {
      packageFix: "Stay on the old version of what lost {name}.",
    });
    const packaged = { nodes: { ...project.nodes, "model.billing.invoices": { raw_code: "select 3" } } };

    const { findings } = judged([rule], defaultConfig, packaged);

    expect(findings.map(({ fix }) => fix)).toEqual([
      "Stay on the old version of what lost orders.",
      "Bring it back.",
    ]);
  });

  test("a rule that throws costs one line of fidelity and nothing else", () => {
    const broken = ruleThat([], {
      id: "always-broken",
      check: () => {
        throw new Error("no such column");
      },
    });

    const { findings, failures } = judged([broken, ruleThat([found()])]);

    expect(findings).toHaveLength(1);
    expect(failures).toMatchObject([
      { input: "rule always-broken", effect: expect.stringContaining("no such column") },
    ]);
  });

  test("an artifact that a rule finds unusable ends the review: that is no fault of the rule", () => {
    const unusable = new ArtifactError("artifact-too-deep", {
      what: "It",
      why: "is deep.",
      todo: "Write it.",
    });
    const asking = ruleThat([], {
      check: () => {
        throw unusable;
      },
    });

    expect(() => judged([asking, ruleThat([found()])])).toThrow(unusable);
  });

  test("a fact that is missing from the words is a failure of the rule, not of the review", () => {
    expect(judged([ruleThat([found({ facts: {} })])]).failures).toHaveLength(1);
  });

  test("what an exposure of high maturity reads is judged one step harder", () => {
    const relied = judged([ruleThat([found()])]).findings[0];
    const other = judged([ruleThat([found({ subject: { uniqueId: "model.shop.other" } })])]).findings[0];

    expect([relied?.severity, other?.severity]).toEqual(["error", "warning"]);
  });

  test("only what is proven may be an error, whatever the use or the configuration says", () => {
    const config: Config = {
      ...defaultConfig,
      rules: { "orders-lost": { severity: "error", overrides: [] } },
    };

    expect(judged([ruleThat([found()], { certainty: "structural" })]).findings[0]?.severity).toBe("warning");
    expect(judged([ruleThat([found({ certainty: "heuristic" })])], config).findings[0]?.severity).toBe(
      "warning",
    );
  });

  test("findings on documentation, and pinned ones, keep their severity", () => {
    const docs = judged([ruleThat([found()], { category: "docs", severity: "note" })]).findings[0];
    const pinned = judged([ruleThat([found({ pinned: true })])]).findings[0];

    expect([docs?.severity, pinned?.severity]).toEqual(["note", "warning"]);
  });

  test("a rule can be switched off for a path or a tag", () => {
    const off = (paths: readonly string[], tags: readonly string[]): Config => ({
      ...defaultConfig,
      rules: { "orders-lost": { severity: null, overrides: [{ paths, tags, severity: "off" }] } },
    });

    expect(judged([ruleThat([found()])], off(["models/marts/**"], [])).findings).toEqual([]);
    expect(judged([ruleThat([found()])], off([], ["nightly"])).findings).toEqual([]);
    expect(judged([ruleThat([found()])], off(["models/staging/**"], [])).findings).toHaveLength(1);
  });

  test("of several findings with one cause the first in the catalogue stays and tells of the others", () => {
    const cause = `column:${ORDERS}.amount`;
    const first = ruleThat([found({ cause, affected: ["metric.shop.aov"] })], { id: "column-lost" });
    const second = ruleThat([
      found({ cause, subject: { uniqueId: "test.shop.t" }, affected: ["model.shop.other"] }),
    ]);

    const { findings } = judged([first, second]);

    expect(findings).toMatchObject([
      { rule: "column-lost", affected: ["metric.shop.aov", "test.shop.t", "model.shop.other"] },
    ]);
    expect(findings[0]?.evidence).toContainEqual({
      kind: "rule",
      uniqueId: "test.shop.t",
      text: "orders-lost",
    });
  });

  test("a renamed object is not hit by itself under its new name", () => {
    const head = {
      ...project,
      nodes: { "model.shop.sales": { ...project.nodes?.[ORDERS], name: "orders" } },
    };
    const artifacts = artifactsOf(project, head);
    const context = contextOf(artifacts);
    const cause = `node:${ORDERS}`;
    const first = ruleThat([found({ cause })], { id: "orders-gone" });
    const second = ruleThat([found({ cause, subject: { uniqueId: "model.shop.sales" } })]);

    const { findings } = judge({ rules: [first, second], context, impact: [], config: defaultConfig });

    expect(findings).toMatchObject([{ rule: "orders-gone", affected: [] }]);
  });

  test("a fingerprint survives other words, other findings and another order", () => {
    const one = judged([ruleThat([found()])]).findings[0];
    const other = ruleThat([found({ subject: { uniqueId: "model.shop.other" } })], { severity: "error" });
    const reworded = ruleThat([found()], { words: { title: "Gone", why: "Gone.", fix: "Undo." } });

    const later = judged([other, reworded]).findings.find(({ subject }) => subject.uniqueId === ORDERS);

    expect(later?.fingerprint).toBe(one?.fingerprint);
  });

  test("findings of one rule on one subject are told apart by their key", () => {
    const { findings } = judged([ruleThat([found({ key: "unique" }), found({ key: "not_null" })])]);

    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe("use, by a log of 92 days", () => {
  const TOTAL = "metric.shop.total";
  const UNIQUE = "test.shop.unique_orders_id.0123456789";
  const sketch: ManifestSketch = {
    nodes: {
      [ORDERS]: {},
      [UNIQUE]: { attached_node: ORDERS, depends_on: { nodes: [ORDERS] } },
    },
    metrics: { [TOTAL]: { type: "simple" } },
  };

  /** How severe a warning on an object becomes, and what is said of its use. */
  function graded(uniqueId: string, ...uses: readonly Parameters<typeof useWith>[0][]) {
    const context = contextOf(artifactsOf(sketch, sketch), logWith(uses.map(useWith)));
    const rules = [ruleThat([found({ subject: { uniqueId } })], { category: "metric" })];
    const [finding] = judge({ rules, context, impact: [], config: defaultConfig }).findings;
    return [finding?.severity, finding?.evidence[0]?.text];
  }

  test("a metric that many people compute rises, one that nobody was seen to compute does not sink", () => {
    expect(graded(TOTAL, { uniqueId: TOTAL, queries: 41, people: 12 })).toEqual([
      "error",
      "computed in 41 queries by 12 people in 92 days",
    ]);
    expect(graded(TOTAL, { uniqueId: TOTAL, column: "without its filter", people: 12 })).toEqual([
      "warning",
      undefined,
    ]);
    expect(graded(TOTAL, { uniqueId: ORDERS })).toEqual(["warning", undefined]);
  });

  test("a test counts as much as what it tests", () => {
    expect(graded(UNIQUE)).toEqual(["note", undefined]);
    expect(graded(UNIQUE, { uniqueId: ORDERS })).toEqual(["warning", undefined]);
    expect(graded(UNIQUE, { uniqueId: ORDERS, people: 12 })).toEqual(["error", undefined]);
  });
});
