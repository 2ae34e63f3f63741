import { describe, expect, test } from "vitest";
import type { Report } from "../../src/core/report.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { sizeOf } from "../../src/render/truncate.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";
import { onlyOurTags, visiblePart, withoutBlocks, withoutCode } from "../support/markdown.ts";
import { hostileReport, hugeReport } from "../support/odd-reports.ts";
import {
  changeWith,
  fidelityWith,
  findingWith,
  reportWith,
  impactWith,
  shopReport,
} from "../support/report.ts";

const GOLDEN = new URL("../../fixtures/comments/shop.md", import.meta.url);

test("the review of the shop reads as it did", async () => {
  await expect(renderMarkdown(shopReport())).toMatchFileSnapshot(GOLDEN.pathname);
});

test("the marker stands first, with the number of the pull request when there is one", () => {
  expect(renderMarkdown(shopReport())).toMatch(/^<!-- headgate:review v1 pr=128 -->\n/u);
  expect(renderMarkdown(reportWith())).toMatch(/^<!-- headgate:review v1 -->\n/u);
});

test("two runs differ only in the generator, so the comment stays equal", () => {
  const later = { ...shopReport(), generator: { version: "0.1.0", startedAt: "2027-01-01", durationMs: 9 } };

  expect(renderMarkdown(later)).toBe(renderMarkdown(shopReport()));
});

describe("what is seen before a block is opened", () => {
  test.each([
    ["the shop", shopReport()],
    ["a huge review", hugeReport()],
    ["a hostile review", hostileReport("<b>".repeat(100))],
  ])("%s stays within 25 lines and 1,500 characters", (_, report) => {
    const visible = visiblePart(renderMarkdown(report));

    expect(visible.split("\n").filter((line) => line !== "").length).toBeLessThanOrEqual(25);
    expect(visible.length).toBeLessThanOrEqual(1_500);
  });

  test("the table has at most five rows and says how many more there are", () => {
    const findings = Array.from({ length: 8 }, (_, index) => findingWith({ id: `F${index + 1}` }));

    const visible = visiblePart(renderMarkdown(reportWith({ verdict: "breaking", findings })));

    expect(visible.match(/^\| error/gmu)).toHaveLength(5);
    expect(visible).toContain("3 more findings to look at below.");
  });

  test("an incomplete review names what could not be read", () => {
    const fidelity = [fidelityWith({ input: "manifest of base", state: "unreadable" })];

    const visible = visiblePart(renderMarkdown(reportWith({ verdict: "incomplete", fidelity })));

    expect(visible).toContain("**manifest of base** (unreadable)");
  });
});

describe("the draft", () => {
  const draft: Report["draft"] = {
    origin: "model",
    lead: "Two things break.",
    items: [{ findings: ["F1", "F2"], text: "Column `amount` goes, ping @octocat." }],
    models: ["small-model"],
    tokens: { input: 1, output: 1 },
  };

  test("a model's words are labelled and carry the ids they stand on", () => {
    const body = renderMarkdown(reportWith({ draft }));

    expect(body).toContain("drafted by `small-model`, checked against the findings");
    expect(body).toContain("- Column `amount` goes, ping @\u200Boctocat. \\[`F1`, `F2`\\]");
  });

  test("a template's words carry no label of a model, only why there was none", () => {
    const body = renderMarkdown(
      reportWith({ draft: { ...draft, origin: "template", models: [], reason: "over budget" } }),
    );

    expect(body).not.toMatch(/drafted by|\(AI\)/u);
    expect(body).toContain("template wording: over budget");
  });
});

test("a waived finding is shown with name and reason, and not in the table", () => {
  const body = renderMarkdown(shopReport());

  expect(body).toContain("Waived by `data-platform` on `2026-03-01`: readers were told on Monday");
  expect(visiblePart(body)).not.toContain("F6");
});

test("what dbt selects is a view of its own, which names what dbt would not show", () => {
  const body = renderMarkdown(shopReport());

  expect(body).toContain("<summary>What dbt selects: 4 objects</summary>");
  expect(body).toContain("Changed, but dbt would not have shown it: metric `refund_rate` (removed)");
  expect(body).toContain("<summary>Changed: 5 objects</summary>");
});

test("a review whose only change is formatting counts no change", () => {
  const body = renderMarkdown(
    reportWith({ changes: [changeWith("model.shop.orders", { parts: ["formatting"] })] }),
  );

  expect(body).toContain("nothing changed");
  expect(body).not.toContain("Changed: ");
});

test("one rule fills at most ten lines of its block", () => {
  const findings = Array.from({ length: 14 }, (_, index) => findingWith({ id: `F${index + 1}` }));

  const body = renderMarkdown(reportWith({ verdict: "breaking", findings }));

  expect(body.match(/^- \*\*F\d+\*\*/gmu)).toHaveLength(10);
  expect(body).toContain("- and 4 more findings of `contract-column-removed`");
});

test("what is downstream says which of its columns are hit, or that its rows are", () => {
  const impact = [
    impactWith("model.shop.revenue", { reach: "column", columns: ["net"] }),
    impactWith("model.shop.daily", { reach: "column", columns: ["a", "b", "c", "d", "e", "f"] }),
    impactWith("model.shop.paid", { reach: "rows", columns: null }),
    impactWith("model.shop.other", { reach: "model", columns: null }),
  ];

  const lines = renderMarkdown({ ...shopReport(), impact }).split("\n");

  expect(lines.filter((line) => line.startsWith("  - "))).toEqual([
    "  - `daily` · columns `a`, `b`, `c`, `d` and 2 more · 1 step from `orders`",
    "  - `other` · 1 step from `orders`",
    "  - `paid` · rows · 1 step from `orders`",
    "  - `revenue` · column `net` · 1 step from `orders`",
  ]);
});

test("5,000 findings and 10,000 rows of impact fit into a comment, and what is left out is counted", () => {
  const body = renderMarkdown(hugeReport());

  const size = sizeOf(body);
  expect(size.characters).toBeLessThanOrEqual(60_000);
  expect(size.bytes).toBeLessThanOrEqual(65_000);
  expect(body).toMatch(/left out for length/u);
  expect(body.match(/<details>/gu)).toHaveLength(body.match(/<\/details>/gu)?.length ?? 0);
});

describe("a hostile name", () => {
  test.each(Object.entries(HOSTILE_NAMES))("%s cannot leave its place", (_, name) => {
    const body = renderMarkdown(hostileReport(name));
    const tags = withoutBlocks(body).match(/<[a-z!/?][^>]*>/giu) ?? [];

    expect(body.match(/headgate:review/gu)).toHaveLength(1);
    expect(body).not.toMatch(INVISIBLE);
    expect(new Set(tags.map((tag) => tag.replace(/ .*/u, ">")))).toSatisfy(onlyOurTags);
    expect(tags.filter((tag) => tag === "<details>")).toHaveLength(
      tags.filter((tag) => tag === "</details>").length,
    );
    expect(withoutCode(body)).not.toMatch(/@[a-z]|#\d(?!\d*;)|(?<!\\)\]\(|:\/\//iu);
  });
});
test("an object of a renamed project is said with its old project, for its name is what it was", () => {
  const changes = [
    changeWith("model.velo.orders", { kind: "renamed", from: "model.shop.orders" }),
    changeWith("model.velo.sales", { kind: "renamed", from: "model.velo.revenue" }),
  ];

  const markdown = renderMarkdown(reportWith({ changes }));

  expect(markdown).toContain("`orders` (model) renamed from `shop.orders`");
  expect(markdown).toContain("`sales` (model) renamed from `revenue`");
});
