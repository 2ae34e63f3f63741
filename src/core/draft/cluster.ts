import { groupBy } from "../group-by.ts";
import type { Category, Finding } from "../report.ts";
import { factsOf, type FindingFacts } from "./finding-facts.ts";
import type { SendSettings } from "./settings.ts";

/** Who wants to read about a finding: those who use what the project gives, or those who maintain it. */
export type Audience = "readers" | "maintainers";

/** Findings with one cause and one audience: one paragraph of the review. Most important first; never empty. */
export interface Cluster {
  readonly audience: Audience;
  readonly findings: readonly Finding[];
  readonly facts: readonly FindingFacts[];
}

const AUDIENCES: Readonly<Record<Category, Audience>> = {
  contract: "readers",
  metric: "readers",
  rows: "readers",
  docs: "maintainers",
  guarantee: "maintainers",
  lifecycle: "maintainers",
  operations: "maintainers",
  ownership: "maintainers",
};

/**
 * Findings put together by the object that caused them and by who wants to know. Those that no model may be shown are left
 * out: a template words them.
 */
export function clusterFindings(findings: readonly Finding[], send: SendSettings): readonly Cluster[] {
  const shown = findings.flatMap((finding) => {
    const facts = factsOf(finding, send);
    return facts === null ? [] : [{ finding, facts }];
  });
  const groups = groupBy(
    shown,
    ({ finding }) => `${AUDIENCES[finding.category]} ${finding.subject.uniqueId}`,
  );
  return [...groups.values()].map((group) => ({
    audience: AUDIENCES[group[0].finding.category],
    findings: group.map(({ finding }) => finding),
    facts: group.map(({ facts }) => facts),
  }));
}
