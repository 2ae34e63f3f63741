import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/render/html.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";
import { hostileReport, hugeReport } from "../support/odd-reports.ts";
import { reportWith, shopReport } from "../support/report.ts";

test("the page stands alone: a policy that forbids everything but its own style, and nothing from elsewhere", () => {
  const page = renderHtml(shopReport());

  expect(page).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:/u);
});

test("it has the same anatomy as the comment", () => {
  const headings = [...renderHtml(shopReport()).matchAll(/<h2>(.*?)<\/h2>/gu)].map((match) => match[1]);

  expect(headings).toEqual(["Must look", "Findings", "Downstream", "Changes", "Not analysed"]);
});

test("a row of the table leads to its finding", () => {
  const page = renderHtml(shopReport());

  expect(page).toContain('<a href="#F1">F1</a>');
  expect(page).toContain('<h3 id="F1">');
});

test("a family with nothing but notes is closed", () => {
  const page = renderHtml(shopReport());

  expect(page).toContain("<details><summary>Docs: 1 note</summary>");
  expect(page).toContain("<details open><summary>Contracts: 1 error</summary>");
});

test("a clean review has neither table nor findings", () => {
  expect(renderHtml(reportWith())).not.toMatch(/<table|<article|<h2>/u);
});

test("tags are closed in a huge review too", () => {
  const page = renderHtml(hugeReport());

  for (const tag of ["details", "article", "section", "ul", "li", "div", "table", "dl"]) {
    expect(page.match(new RegExp(`<${tag}[ >]`, "gu"))).toHaveLength(
      page.match(new RegExp(`</${tag}>`, "gu"))?.length ?? 0,
    );
  }
});

describe("a hostile name", () => {
  const ours = tagsOf(renderHtml(hostileReport("orders")));

  test.each(Object.entries(HOSTILE_NAMES))("%s adds no tag and no attribute", (_, name) => {
    const page = renderHtml(hostileReport(name));

    expect(page).not.toMatch(INVISIBLE);
    expect(tagsOf(page)).toEqual(ours);
  });
});

/** The distinct tags with their attributes, paragraphs that only some names have left out. */
function tagsOf(page: string): readonly string[] {
  return [...new Set(page.replace(/<style>[\s\S]*<\/style>/u, "").match(/<[^>]*>/gu))].sort();
}
