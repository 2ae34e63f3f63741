import { expect, test } from "vitest";
import { querySections } from "../../../src/render/markdown/queries.ts";
import { evidenceWith, findingWith, reportWith } from "../../support/report.ts";

test("the queries of open findings stand in a block of their own, as code", () => {
  const query = evidenceWith({ kind: "query", text: "3 queries by 2 people: select `a` from t" });
  const waived = { by: "ann", reason: "known", at: "2026-01-01" };
  const report = reportWith({
    findings: [
      findingWith({ id: "F1", evidence: [query] }),
      findingWith({ id: "F2", evidence: [query], waived }),
    ],
  });

  expect(querySections(report)).toMatchObject([
    {
      summary: "Queries outside dbt: 1 query that findings are about",
      entries: [expect.stringContaining("- **F1** ")],
    },
  ]);
});

test("without logged queries there is no such block", () => {
  expect(querySections(reportWith({ findings: [findingWith({})] }))).toEqual([]);
});
