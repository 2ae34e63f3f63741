import { describe, expect, test } from "vitest";
import { applyWaivers } from "../../../src/core/pull/apply-waivers.ts";
import { changeWith, fidelityWith, findingWith, reportWith, shopReport } from "../../support/report.ts";
import { waiverWith } from "../../support/pull.ts";

const error = findingWith();
const warning = findingWith({ id: "F2", fingerprint: "warning", severity: "warning" });
const broken = reportWith({ verdict: "breaking", findings: [error, warning] });

describe("a waiver", () => {
  test("shows name, reason and date on the finding with its fingerprint, and on no other", () => {
    const { findings } = applyWaivers(broken, [waiverWith({ reason: "readers know" })]);

    expect(findings.map(({ waived }) => waived)).toEqual([
      { by: "octocat", reason: "readers know", at: "2026-03-01T10:00:00.000Z" },
      null,
    ]);
  });

  test("takes the finding out of the verdict and out of the template's count", () => {
    const report = applyWaivers(broken, [waiverWith()]);

    expect(report.verdict).toBe("risky");
    expect(report.draft.lead).toContain("look at one finding");
  });

  test("that is gone opens the finding again", () => {
    const waived = applyWaivers(broken, [waiverWith()]);

    expect(applyWaivers(waived, [])).toMatchObject({ verdict: "breaking", findings: [{ waived: null }, {}] });
  });

  test("T9: does not cover a finding that has become graver since it was accepted", () => {
    const report = applyWaivers(broken, [waiverWith({ severity: "warning" })]);

    expect(report.verdict).toBe("breaking");
  });

  test("covers a finding that has become less grave", () => {
    const report = applyWaivers(broken, [waiverWith({ fingerprint: "warning", severity: "error" })]);

    expect(report.findings[1]?.waived).not.toBeNull();
  });
});

describe("a review whose findings are all waived", () => {
  const waivers = [waiverWith(), waiverWith({ fingerprint: "warning", severity: "warning" })];

  test("is clean when it saw everything", () => {
    expect(applyWaivers(broken, waivers).verdict).toBe("clean");
  });

  test.each([
    ["the SQL of a model was not compared", { changes: [changeWith("model.shop.orders", uncompared())] }],
    ["an artifact could not be read", { fidelity: [fidelityWith({ state: "unreadable" })] }],
  ])("is incomplete when %s", (_, parts) => {
    expect(applyWaivers({ ...broken, ...parts }, waivers).verdict).toBe("incomplete");
  });
});

test("waiving a note leaves a clean verdict clean", () => {
  const note = findingWith({ severity: "note" });

  const report = applyWaivers(reportWith({ findings: [note] }), [waiverWith({ severity: "note" })]);

  expect(report.verdict).toBe("clean");
});

test("the words of a model stay as they are", () => {
  const draft = { ...shopReport().draft, origin: "model" as const, lead: "As drafted." };

  expect(applyWaivers({ ...broken, draft }, [waiverWith()]).draft).toBe(draft);
});

function uncompared() {
  return { sql: { class: "unknown" as const, edits: [] } };
}
