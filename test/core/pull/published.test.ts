import { describe, expect, test } from "vitest";
import { numberAcross } from "../../../src/core/pull/across-projects.ts";
import { deltaBetween } from "../../../src/core/pull/delta.ts";
import { publishedReview } from "../../../src/core/pull/published.ts";
import { findingWith, reportWith, shopReport } from "../../support/report.ts";
import { BASE, HEAD, publishedWith, reviewed, unreviewed } from "../../support/pull.ts";

const shas = { head: HEAD, base: BASE };

describe("what is remembered of a published review", () => {
  test("is each finding by the id that people see, waived ones too", () => {
    const { headSha, baseSha, findings } = publishedReview([reviewed(shopReport())], shas);

    expect([headSha, baseSha]).toEqual([HEAD, BASE]);
    expect(findings.map(({ id, isWaived }) => [id, isWaived])).toEqual([
      ["F1", false],
      ["F2", false],
      ["F3", false],
      ["F4", false],
      ["F5", false],
      ["F6", true],
    ]);
  });

  test("ids of several projects go on counting, one that could not be reviewed takes none", () => {
    const reviews = [reviewed(shopReport(), "a"), unreviewed("b"), reviewed(shopReport(), "c")];

    const ids = publishedReview(reviews, shas).findings.map(({ id }) => id);

    expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => `F${index + 1}`));
  });
});

test("when it was published is remembered where it is known", () => {
  const at = "2026-03-02T09:00:00.000Z";

  expect(publishedReview([reviewed(shopReport())], { ...shas, at })).toMatchObject({ at });
  expect(publishedReview([reviewed(shopReport())], shas)).not.toHaveProperty("at");
});

describe("numbering over projects", () => {
  const draft = { ...shopReport().draft, items: [{ findings: ["F1"], text: "It breaks." }] };
  const one = reportWith({ findings: [findingWith()], draft });
  const reviews = [reviewed(one, "a"), reviewed(one, "b")];

  test("takes what a model drafted along", () => {
    expect(numberAcross(reviews)[1]?.report?.draft.items).toEqual([{ findings: ["F2"], text: "It breaks." }]);
  });

  test("changes nothing when done twice", () => {
    expect(numberAcross(numberAcross(reviews))).toEqual(numberAcross(reviews));
  });

  test("leaves a single project as it is", () => {
    const review = reviewed(shopReport());

    expect(numberAcross([review])[0]?.report).toBe(review.report);
  });
});

describe("since the last review", () => {
  const of = (...fingerprints: readonly string[]) =>
    publishedWith({
      findings: fingerprints.map((text, index) => ({
        id: `F${index + 1}`,
        fingerprint: text.replace("*", ""),
        rule: "rule",
        severity: "error",
        isWaived: text.endsWith("*"),
      })),
    });

  test("there is nothing to say of a first review", () => {
    expect(deltaBetween(null, of("a"))).toBeNull();
  });

  test("findings are followed by fingerprint, whatever their number", () => {
    expect(deltaBetween(of("a", "b", "c"), of("c", "d"))).toEqual({ fixed: 2, fresh: 1, waived: 0 });
  });

  test("a waived finding is waived once, and not again in the next review", () => {
    expect(deltaBetween(of("a"), of("a*"))).toEqual({ fixed: 0, fresh: 0, waived: 1 });
    expect(deltaBetween(of("a*"), of("a*"))).toEqual({ fixed: 0, fresh: 0, waived: 0 });
  });

  test("an equal review differs in nothing", () => {
    expect(deltaBetween(of("a", "b"), of("b", "a"))).toEqual({ fixed: 0, fresh: 0, waived: 0 });
  });
});
