import type { UsageLog } from "../../src/core/usage/usage-log.ts";
import { logWith, useWith } from "../support/usage.ts";
import { describe, expect, test } from "vitest";
import { runCommand } from "../../src/commands/run-command.ts";
import type { PullFacts } from "../../src/core/pull/project-review.ts";
import { publishedReview } from "../../src/core/pull/published.ts";
import type { Report } from "../../src/core/report.ts";
import { commandWith, shopFacts } from "../support/facts.ts";
import { artifactsOf, type ManifestSketch } from "../support/manifest.ts";
import { BASE, HEAD, reviewed, stateWith, unreviewed } from "../support/pull.ts";
import { changeWith, evidenceWith, findingWith, impactWith, reportWith } from "../support/report.ts";

/** Facts of one project with this report and these manifests. */
function factsOf(report: Report, base: ManifestSketch, head: ManifestSketch): PullFacts {
  return {
    reviews: [reviewed(report)],
    artifacts: { ".": artifactsOf(base, head) },
    usage: {},
    codeowners: null,
  };
}

async function ask(line: string, facts: PullFacts): Promise<string> {
  const published = publishedReview(facts.reviews, { head: HEAD, base: BASE });
  const input = await commandWith(`/headgate ${line}`, { facts: () => Promise.resolve(facts) });
  const { reply } = await runCommand({ ...input, state: stateWith({ published }) });
  return reply ?? "";
}

const many = Array.from({ length: 60 }, (_, index) => `model.shop.reader_${index}`);

/** `orders` with 60 readers; a test and a dashboard on it. */
function wide(): ManifestSketch {
  const reader = { depends_on: { nodes: ["model.shop.orders"] } };
  return {
    nodes: {
      "model.shop.orders": { columns: { order_id: { name: "order_id" } } },
      "test.shop.unique_orders.ab12cd34ef": {
        ...reader,
        column_name: "order_id",
        attached_node: "model.shop.orders",
        test_metadata: { name: "unique", kwargs: { column_name: "order_id" } },
      },
      ...Object.fromEntries(many.map((id) => [id, reader])),
    },
  };
}

describe("of several projects", () => {
  async function twoShops(): Promise<PullFacts> {
    const [a, b] = [await shopFacts("a"), await shopFacts("b")];
    return { ...a, reviews: [...a.reviews, ...b.reviews], artifacts: { ...a.artifacts, ...b.artifacts } };
  }

  test("a name that two of them have is not guessed", async () => {
    expect(await ask("impact stg_orders", await twoShops())).toContain("names more than one object");
  });

  test("an id means the finding of its own project", async () => {
    const facts = await twoShops();
    const count = facts.reviews[0]?.report?.findings.length ?? 0;

    expect(await ask(`explain F${count + 1}`, facts)).toContain(`**F${count + 1}** error`);
  });

  test("docs of a finding looks into its own project", async () => {
    const facts = await twoShops();
    const findings = publishedReview(facts.reviews, { head: HEAD, base: BASE }).findings;
    const id = findings.findLast(({ rule }) => rule === "columns-undocumented")?.id ?? "none";

    expect(await ask(`docs ${id}`, facts)).toContain("What `refunds` lacks");
  });
});

describe("impact", () => {
  test("shows the first twenty of many and counts the rest and the tests", async () => {
    const reply = await ask("impact orders", factsOf(reportWith(), wide(), wide()));

    expect(reply).toContain("`orders`: 60 objects downstream, 1 test.");
    expect(reply.match(/^- /gmu)).toHaveLength(21);
    expect(reply).toContain("- and 40 more");
  });

  test("of a column lists what names it", async () => {
    const reply = await ask("impact orders.order_id", factsOf(reportWith(), wide(), wide()));

    expect(reply).toContain("`order_id` is named outside SQL by:\n\n- test `unique_orders`");
  });

  test("of what the pull request removed shows what depended on it", async () => {
    const gone: ManifestSketch = { nodes: { "model.shop.reader_0": {} } };

    const reply = await ask("impact orders", factsOf(reportWith(), wide(), gone));

    expect(reply).toContain("It is gone in this pull request; this is what depended on it.");
    expect(reply).toContain("60 objects downstream");
  });
});

describe("usage", () => {
  const use = useWith({
    uniqueId: "model.shop.reader_1",
    queries: 1,
    people: 9,
    lastUsedAt: "2026-02-27T08:00:00Z",
  });
  const logged = (log: UsageLog): PullFacts => ({
    ...factsOf(reportWith({}), wide(), wide()),
    usage: { ".": log },
  });

  test("gives counts and the last day, and no names", async () => {
    expect(await ask("usage reader_1", logged(logWith([use])))).toBe(
      "`reader_1`: 1 query by 9 people in 92 days, last on 2026-02-27. 100 % of the log could be read.",
    );
  });

  test("says that no query was seen, and whether that means that nobody uses it", async () => {
    expect(await ask("usage reader_2", logged(logWith([use])))).toBe(
      "No query of `reader_2` in a log of 90 days or more. 100 % of the log could be read.",
    );
    expect(await ask("usage reader_2", logged(logWith([use], { window: null })))).toContain(
      "which does not mean that nobody uses it",
    );
  });

  test("says so where no log was given", async () => {
    const facts = factsOf(reportWith({}), wide(), wide());

    expect(await ask("usage reader_1", facts)).toContain("No query log given");
  });
});

describe("explain", () => {
  test("shows the first of many hits and pieces of evidence, and counts the rest", async () => {
    const finding = findingWith({
      certainty: "structural",
      affected: many,
      evidence: many.map((uniqueId) =>
        evidenceWith({
          uniqueId,
          kind: "time_spine",
          after: "day",
          path: "models/a.yml",
          line: 3,
          text: "grain",
        }),
      ),
    });

    const reply = await ask("explain F1", factsOf(reportWith({ findings: [finding] }), wide(), wide()));

    expect(reply).toContain("- time spine `reader_0` · now `day` · grain · `models/a.yml:3`");
    expect(reply).toContain("- and 40 more\n\n**Hits**");
    expect(reply).toContain("Structural: it follows from how the SQL and the lineage are built.");
    expect(reply).toMatch(/- and 30 more$/u);
  });

  test("says by which way a thing is hit", async () => {
    const path = ["model.shop.orders", "model.shop.reader_0", "exposure.shop.board"];
    const impact = [
      impactWith("exposure.shop.board", {
        because: [{ uniqueId: "model.shop.orders", columns: null, path }],
      }),
    ];
    const findings = [findingWith({ affected: ["exposure.shop.board"] })];

    const reply = await ask("explain F1", factsOf(reportWith({ findings, impact }), wide(), wide()));

    expect(reply).toContain("- exposure `board` · medium · by way of `reader_0`");
  });
});

describe("owners", () => {
  test("says when nobody is named at all", async () => {
    const report = reportWith({ changes: [changeWith("model.shop.orders")] });

    expect(await ask("owners", factsOf(report, wide(), wide()))).toBe(
      "No owner is named for what this pull request changes or reaches, by the manifest; there is no CODEOWNERS.\n\nNobody is named for `orders`.",
    );
  });
});

describe("ask", () => {
  test("names at most six findings and eight objects, and counts the rest", async () => {
    const findings = many.map((uniqueId, index) =>
      findingWith({ id: `F${index + 1}`, fingerprint: uniqueId, subject: { uniqueId, column: "amount" } }),
    );

    const reply = await ask("ask who uses AMOUNT?", factsOf(reportWith({ findings }), wide(), wide()));

    expect(reply).toContain("- and 54 more");
  });

  test("finds a finding by its id, and a waived one not at all", async () => {
    const waived = { by: "octocat", reason: "told", at: "2026-03-01" };
    const findings = [
      findingWith({ title: "It breaks" }),
      findingWith({ id: "F2", fingerprint: "b", waived }),
    ];
    const facts = factsOf(reportWith({ findings }), wide(), wide());

    expect(await ask("ask what is f1?", facts)).toContain("**F1** error: It breaks");
    expect(await ask("ask what is F2?", facts)).toMatch(/^The facts of this review do not hold/u);
  });
});

describe("why", () => {
  const metric = (name: string): ManifestSketch => ({
    ...wide(),
    metrics: { [`metric.shop.${name}`]: { depends_on: { nodes: ["model.shop.orders"] } } },
  });

  test("says when nothing upstream changed", async () => {
    const facts = factsOf(reportWith(), metric("revenue"), metric("revenue"));

    expect(await ask("why revenue", facts)).toMatch(
      /^Nothing that this pull request changes lies upstream of metric `revenue`\./u,
    );
  });

  test("words what was renamed, removed and changed", async () => {
    const changes = [
      changeWith("model.shop.orders", { kind: "renamed", from: "model.shop.old_orders", parts: [] }),
      changeWith("metric.shop.revenue", { columns: [], parts: ["filter", "label"] }),
    ];
    const facts = factsOf(reportWith({ changes }), metric("revenue"), metric("revenue"));

    const reply = await ask("why revenue", facts);

    expect(reply).toContain("1. metric `revenue` changed: `filter`, `label`");
    expect(reply).toContain("2. `orders` renamed from `old_orders` · `orders` → metric `revenue`");
  });

  test("does not answer from a review that failed", async () => {
    const facts = { ...factsOf(reportWith(), metric("revenue"), metric("revenue")), reviews: [unreviewed()] };

    expect(await ask("why revenue", facts)).toBe("This pull request could not be reviewed.");
  });
});

test("docs of an object that is gone, or of a dashboard, proposes nothing", async () => {
  expect(await ask("docs orders", factsOf(reportWith(), wide(), {}))).toContain("of the newest head");
});
