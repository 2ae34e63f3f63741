import type { Finding, Report } from "../../src/core/report.ts";
import {
  changeWith,
  evidenceWith,
  fidelityWith,
  findingWith,
  impactWith,
  ownerWith,
  reportWith,
} from "./report.ts";

const CATEGORIES = [
  "contract",
  "docs",
  "metric",
  "rows",
  "guarantee",
  "lifecycle",
  "operations",
  "ownership",
] as const;

/** A report in which every text that can come from a pull request is `name`. Sentences hold it as the rules put it in. */
export function hostileReport(name: string): Report {
  const inSentence = `Column \`${name.replaceAll(/[`\n\r]/gu, "")}\` and ${name} changed`;
  const finding: Finding = findingWith({
    subject: { uniqueId: `model.shop.${name}`, column: name },
    title: inSentence,
    why: inSentence,
    fix: `${inSentence}:\nmodels:\n  - name: x\n    description: ${name.replaceAll(/[\n\r]/gu, " ")}`,
    evidence: [evidenceWith({ column: name, before: name, after: name })],
    location: { path: `models/${name}.sql`, line: 3 },
    affected: [`exposure.shop.${name}`],
    owners: [ownerWith(name)],
  });
  const start = `model.shop.${name}`;
  return reportWith({
    request: {
      repository: name,
      pullRequest: 7,
      base: { sha: name, ref: name },
      head: { sha: name, ref: name },
    },
    artifacts: {
      base: {
        dbtVersion: name,
        schemaVersion: name,
        adapterType: name,
        projectName: name,
        nodes: 1,
        compiled: 0,
      },
      head: {
        dbtVersion: name,
        schemaVersion: name,
        adapterType: name,
        projectName: name,
        nodes: 1,
        compiled: 0,
      },
    },
    verdict: "breaking",
    fidelity: [fidelityWith({ input: name, state: "partial", effect: inSentence, fix: inSentence })],
    changes: [
      changeWith(start, { parts: [name], path: name }),
      changeWith(`model.shop.new_${name}`, { kind: "renamed", from: `model.shop.${name}`, parts: [] }),
      changeWith(`metric.shop.${name}`, { kind: "removed", dbtSelectsIt: false }),
    ],
    impact: [
      impactWith(`exposure.shop.${name}`, {
        owners: [ownerWith(name)],
        because: [{ uniqueId: start, columns: [name], path: [start, `exposure.shop.${name}`] }],
      }),
    ],
    findings: [finding, { ...finding, id: "F2", waived: { by: name, reason: name, at: name } }],
    draft: {
      origin: "model",
      lead: inSentence,
      items: [{ findings: ["F1"], text: inSentence, suggestion: name }],
      models: [name],
      tokens: { input: 1, output: 1 },
    },
  });
}

/** 5,000 findings of many rules with long texts in three scripts, and 10,000 rows of impact. */
export function hugeReport(): Report {
  const long = "語".repeat(300);
  const findings = Array.from({ length: 5_000 }, (_, index) =>
    findingWith({
      id: `F${index + 1}`,
      fingerprint: index.toString(16).padStart(16, "0"),
      rule: `rule-${index % 250}`,
      category: CATEGORIES[index % CATEGORIES.length] ?? "contract",
      severity: index % 3 === 0 ? "error" : "warning",
      title: `Column \`amount_${index}\` of \`${"orders_".repeat(12)}\` is gone`,
      why: `Consumers read it. ${long}`,
      affected: Array.from({ length: 50 }, (_, hit) => `exposure.shop.${"dashboard_".repeat(8)}${hit}`),
      owners: [ownerWith(`team-${"of-many-words-".repeat(5)}${index}`)],
    }),
  );
  const impact = Array.from({ length: 10_000 }, (_, index) =>
    impactWith(`${index % 5 === 0 ? "exposure" : "model"}.shop.${"reader_".repeat(10)}${index}`, {
      distance: 1 + (index % 9),
      owners: [ownerWith("finance-team")],
    }),
  );
  const changes = Array.from({ length: 3_000 }, (_, index) => changeWith(`model.shop.changed_${index}`));
  const fidelity = Array.from({ length: 300 }, (_, index) =>
    fidelityWith({ input: `input ${index}`, effect: long }),
  );
  const draft: Report["draft"] = {
    origin: "template",
    lead: `Very much changed. ${long}`,
    items: [],
    models: [],
    tokens: { input: 0, output: 0 },
  };
  return reportWith({ verdict: "breaking", findings, impact, changes, fidelity, draft });
}
