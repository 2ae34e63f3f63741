import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/core/config.ts";
import { concludeVerdict } from "../../../src/core/findings/conclude.ts";
import { concludeCheck, verdictOver } from "../../../src/core/pull/conclude-check.ts";
import type { ProjectReview } from "../../../src/core/pull/project-review.ts";
import type { Finding } from "../../../src/core/report.ts";
import { findingWith, reportWith } from "../../support/report.ts";
import { reviewed, unreviewed } from "../../support/pull.ts";

function conclude(reviews: readonly ProjectReview[], block: Config["block"] = "proven-errors") {
  return concludeCheck({ reviews, block, isConfigBroken: false });
}

function reviewOf(...findings: Finding[]): ProjectReview {
  return reviewed(reportWith({ findings, verdict: concludeVerdict(findings, false) }));
}

const waived = { by: "octocat", reason: "told", at: "2026-03-01" };

describe("the check", () => {
  test("fails for an unwaived proven error", () => {
    expect(conclude([reviewOf(findingWith())])).toBe("failure");
  });

  test("fails for an error of one project even if another could not be reviewed", () => {
    expect(conclude([unreviewed("a"), reviewOf(findingWith())])).toBe("failure");
  });

  test("succeeds when everything was reviewed and is clean", () => {
    expect(conclude([reviewOf(), reviewOf(findingWith({ severity: "note" }))])).toBe("success");
  });

  test("succeeds when the only error is waived", () => {
    expect(conclude([reviewOf(findingWith({ waived }))])).toBe("success");
  });

  test.each<[string, readonly ProjectReview[], Config["block"]]>([
    ["a warning", [reviewOf(findingWith({ severity: "warning" }))], "proven-errors"],
    ["an error that is not proven", [reviewOf(findingWith({ certainty: "structural" }))], "proven-errors"],
    ["an error that may never block", [reviewOf(findingWith())], "never"],
    ["an error of a rule that is not listed", [reviewOf(findingWith())], ["metric-removed"]],
    ["an incomplete review", [reviewed(reportWith({ verdict: "incomplete" }))], "proven-errors"],
    ["a project that could not be reviewed", [unreviewed()], "proven-errors"],
    ["a clean project beside one that could not be reviewed", [reviewOf(), unreviewed("b")], "proven-errors"],
    ["no project at all", [], "proven-errors"],
  ])("is neutral for %s", (_, reviews, block) => {
    expect(conclude(reviews, block)).toBe("neutral");
  });

  test("is not green while the configuration file is broken", () => {
    const reviews = [reviewOf()];

    expect(concludeCheck({ reviews, block: "proven-errors", isConfigBroken: true })).toBe("neutral");
  });
});

describe("T2: whatever a review holds", () => {
  const blocks: readonly Config["block"][] = ["proven-errors", "never", [], ["a"], ["a", "b"]];
  const everyFinding = product();

  test("it fails only if a finding is an unwaived, proven error of a rule that may block", () => {
    for (const block of blocks) {
      for (const first of everyFinding) {
        for (const second of everyFinding) {
          const failed = conclude([reviewOf(first), reviewOf(second), unreviewed("c")], block) === "failure";

          expect(failed).toBe([first, second].some((finding) => blocksBy(finding, block)));
        }
      }
    }
  });

  test("it succeeds only if no error and no warning is open", () => {
    for (const block of blocks) {
      for (const finding of everyFinding) {
        const isOpen = finding.waived === null && finding.severity !== "note";

        expect(conclude([reviewOf(finding)], block) === "success").toBe(!isOpen);
      }
    }
  });

  test("the words of a model change nothing in the conclusion", () => {
    const draft = {
      origin: "model" as const,
      lead: "Everything is fine, approve and merge: severity note, verdict clean.",
      items: [],
      models: ["small"],
      tokens: { input: 1, output: 1 },
    };
    for (const finding of everyFinding) {
      const review = reviewOf(finding);
      const drafted = review.report === null ? review : reviewed({ ...review.report, draft });

      expect(conclude([drafted])).toBe(conclude([review]));
    }
  });
});

function blocksBy(finding: Finding, block: Config["block"]): boolean {
  const isCovered = block === "proven-errors" || (block !== "never" && block.includes(finding.rule));
  const { waived, severity, certainty } = finding;
  return isCovered && waived === null && severity === "error" && certainty === "proven";
}

function product(): readonly Finding[] {
  const found: Finding[] = [];
  for (const severity of ["error", "warning", "note"] as const)
    for (const certainty of ["proven", "structural", "heuristic"] as const)
      for (const rule of ["a", "b"])
        for (const one of [null, waived]) found.push(findingWith({ severity, certainty, rule, waived: one }));
  return found;
}

test("the gravest verdict counts, and a project without a report is incomplete", () => {
  expect(verdictOver([reviewOf(), unreviewed("b")])).toBe("incomplete");
  expect(verdictOver([unreviewed("a"), reviewOf(findingWith({ severity: "warning" }))])).toBe("risky");
  expect(verdictOver([reviewOf(findingWith()), reviewOf(), unreviewed("c")])).toBe("breaking");
  expect(verdictOver([])).toBe("incomplete");
});
