import { listNames } from "./findings/words.ts";
import { findCycles } from "./lineage/cycles.ts";
import type { Artifacts } from "./manifest/artifacts.ts";
import { holds } from "./manifest/holds.ts";
import type { Node, Project } from "./manifest/project.ts";
import type { Fidelity } from "./report.ts";
import type { NotCompared, SqlComparison } from "./sql/sql-comparison.ts";

/** What two manifests, side by side, keep a review from seeing, or make it see with care. */
export function compareFidelity(artifacts: Artifacts, sql: SqlComparison): readonly Fidelity[] {
  const { base, head } = { base: artifacts.base.project, head: artifacts.head.project };
  return [
    ...compareVersions(base, head),
    ...compareAdapters(base, head),
    ...compareNames(base, head),
    ...danglingLines("base", base, head),
    ...danglingLines("head", head, base),
    ...cycleLines(head),
    ...sqlLines(sql),
  ];
}

function compareVersions(base: Project, head: Project): readonly Fidelity[] {
  const [before, after] = [base.metadata.dbtVersion, head.metadata.dbtVersion];
  if (before === after) return [];
  return [
    {
      input: "dbt version",
      state: "partial",
      effect: `Base was written by dbt ${before || "of unknown version"}, head by dbt ${after || "of unknown version"}. The review follows head's rules; what a version writes by itself is left out.`,
      fix: "Parse both sides with the same dbt version.",
    },
  ];
}

function compareAdapters(base: Project, head: Project): readonly Fidelity[] {
  const [before, after] = [base.metadata.adapterType, head.metadata.adapterType];
  if (before === after) return [];
  return [
    {
      input: "adapter",
      state: "partial",
      effect: `Base was written for ${before ?? "an unknown adapter"}, head for ${after ?? "an unknown adapter"}. Types and constraints are judged by head's adapter.`,
      fix: "Parse both sides with the same adapter.",
    },
  ];
}

function compareNames(base: Project, head: Project): readonly Fidelity[] {
  const [before, after] = [base.metadata.projectName, head.metadata.projectName];
  if (before === after || before === null || after === null) return [];
  return [
    {
      input: "project name",
      state: "partial",
      effect: `The project was renamed from ${before} to ${after}; its objects are paired by path and name. dbt itself takes every object for new, and every contracted model for removed.`,
      fix: "",
    },
  ];
}

function danglingLines(side: string, project: Project, other: Project): readonly Fidelity[] {
  const dangling: Node[] = [];
  for (const id in project.nodes) {
    const node = project.nodes[id];
    // What both sides hold as one value is said of head.
    if (node === undefined || (side === "base" && other.nodes[id] === node)) continue;
    if (node.dependsOn.some((parent) => !holds(project, parent))) dangling.push(node);
  }
  if (dangling.length === 0) return [];
  return [
    {
      input: `${side} manifest`,
      state: "partial",
      effect: `${listNames(dangling.map(({ uniqueId }) => uniqueId))} ${dangling.length === 1 ? "refers" : "refer"} to objects that the manifest does not hold; lineage ends there.`,
      fix: "Write the manifest again with `dbt parse`, without --select and with all packages installed.",
    },
  ];
}

function cycleLines(head: Project): readonly Fidelity[] {
  const members = findCycles(head);
  if (members.length === 0) return [];
  return [
    {
      input: "head manifest",
      state: "partial",
      effect: `${listNames(members)} read each other in a circle; distances along it mean little.`,
      fix: "dbt cannot build a cycle: look at the refs of these objects.",
    },
  ];
}

/** What kept the SQL of changed objects from being compared, each reason once. */
function sqlLines({ notCompared }: SqlComparison): readonly Fidelity[] {
  return SQL_REASONS.flatMap(({ reason, effect, fix }) => {
    const found = notCompared.filter((each) => each.reason === reason);
    if (found.length === 0) return [];
    return [{ input: "SQL", state: "partial", effect: effect(found), fix }];
  });
}

interface SqlReason {
  readonly reason: NotCompared["reason"];
  readonly effect: (found: readonly NotCompared[]) => string;
  readonly fix: string;
}

const READ_THE_DIFF = "Read the diff of these files.";

const SQL_REASONS: readonly SqlReason[] = [
  {
    reason: "not-compiled",
    effect: (found) =>
      `${found.length === 1 ? "1 changed model has" : `${found.length} changed models have`} neither compiled nor raw SQL on both sides (${namesIn(found)}): filters, joins and expressions were not reviewed.`,
    fix: "Run `dbt compile` on base and head, and give its manifests.",
  },
  {
    reason: "not-read",
    effect: (found) =>
      `The SQL of ${found.map(({ name, why }) => `\`${name}\` (${plainReason(why)})`).join(", ")} could not be read: filters, joins and expressions were not reviewed.`,
    fix: READ_THE_DIFF,
  },
  {
    reason: "incremental",
    effect: (found) =>
      `The incremental part of ${namesIn(found)} changed, and no SQL could be made of it: it was not reviewed.`,
    fix: READ_THE_DIFF,
  },
  {
    reason: "python",
    effect: (found) => `The Python code of ${namesIn(found)} changed: it was not reviewed.`,
    fix: READ_THE_DIFF,
  },
];

function namesIn(found: readonly NotCompared[]): string {
  return listNames(found.map(({ name }) => name));
}

/** The first line of what a parser says, without the text that it quotes: SQL stays out of the report's notes. */
function plainReason(why: string): string {
  return (why.split("\n")[0] ?? "").replace(/\s*(?:near \[|found:|got ).*$/u, "").slice(0, 120);
}
