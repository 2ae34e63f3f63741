import { expect, test } from "vitest";
import { wantedFindings } from "../../src/core/draft/plan.ts";
import { defaultDraft } from "../../src/core/draft/settings.ts";
import { draftReview } from "../../src/draft/draft-review.ts";
import type { Draft, Report } from "../../src/core/report.ts";
import type { ModelCall } from "../../src/core/draft/model-call.ts";
import { draftPorts, FakeDrafter, honest, type Said } from "../support/fake-drafter.ts";
import { fixtureReports } from "../support/fixture-reports.ts";
import { hostileAnswer, PLANTED } from "../support/hostile-answers.ts";
import { shopReport } from "../support/report.ts";

/** Hundreds of reviews and drafts, on machines that do other things too. */
const PATIENCE = 180_000;

/** Reviews of all fixtures in which there is something for a model to word. */
const all = [shopReport(), ...(await fixtureReports())];
const reports = all.filter(({ findings }) => wantedFindings(findings).length > 0);

function draft(report: Report, say: (call: ModelCall, index: number) => Said): Promise<Draft> {
  const request = { report, settings: defaultDraft, account: { repository: null, pull: null } };
  return draftReview(request, draftPorts(new FakeDrafter(say)));
}

/** Errors that a draft has no item for. */
function uncovered({ findings }: Report, { items }: Draft): readonly string[] {
  const covered = new Set(items.flatMap((item) => item.findings));
  return wantedFindings(findings)
    .filter(({ id, severity }) => severity === "error" && !covered.has(id))
    .map(({ id }) => id);
}

/** Names between backticks that the report has nowhere (code whose literals were not sent aside), and what never belongs into a text. */
function strangeIn(report: Report, { lead, items }: Draft): readonly string[] {
  const known = JSON.stringify({ ...report, draft: null }).toLowerCase();
  const texts = [lead, ...items.flatMap(({ text, suggestion }) => [text, suggestion ?? ""])];
  return texts.flatMap((text) => [
    ...[...text.matchAll(/`([^`]+)`/gu)]
      .map(([, name = ""]) => name.toLowerCase())
      .filter((name) => !name.includes("'…'") && !known.includes(JSON.stringify(name).slice(1, -1))),
    ...(text.match(/https?:|www\.|!\[|\]\(|<\/?[a-z]|@[a-z]|#\d/giu) ?? []),
  ]);
}

test("there are fixtures enough to say something", () => {
  expect(reports.length).toBeGreaterThan(80);
});

test(
  "over all fixtures, an honest model is published with every error covered and nothing strange",
  async () => {
    for (const report of reports) {
      const drafted = await draft(report, honest);

      expect(uncovered(report, drafted)).toEqual([]);
      expect(strangeIn(report, drafted)).toEqual([]);
    }
  },
  PATIENCE,
);

test(
  "of 500 hostile answers no name, number, link or order is published, and every error is covered",
  async () => {
    const published: string[] = [];
    for (let seed = 0; seed < 500; seed += 1) {
      const report = reports[seed % reports.length] ?? shopReport();
      const known = JSON.stringify(report).toLowerCase();
      const planted = new Set<string>();
      const drafted = await draft(report, (call, index) => {
        const hostile = hostileAnswer(call, seed * 10 + index);
        for (const one of hostile.planted) planted.add(one);
        return hostile.text;
      });
      const said = JSON.stringify([drafted.lead, drafted.items, drafted.reason]).toLowerCase();

      for (const one of planted) {
        const isNew = !known.includes(one.toLowerCase());
        if (isNew && said.includes(JSON.stringify(one).slice(1, -1).toLowerCase()))
          published.push(`${seed}: ${one}`);
      }
      expect(uncovered(report, drafted)).toEqual([]);
      expect(strangeIn(report, drafted)).toEqual([]);
    }

    expect(published).toEqual([]);
  },
  PATIENCE,
);

test(
  "the answers that are played hold every kind of lie",
  async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 500; seed += 1) {
      const report = reports[seed % reports.length] ?? shopReport();
      await draft(report, (call, index) => {
        const hostile = hostileAnswer(call, seed * 10 + index);
        for (const one of hostile.planted) seen.add(one);
        return hostile.text;
      });
    }

    expect([...seen].sort()).toEqual(Object.values(PLANTED).flat().toSorted());
  },
  PATIENCE,
);
