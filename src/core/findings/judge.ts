import type { RuleContext } from "../../rules/context.ts";
import { nodeById } from "../manifest/artifacts.ts";
import type { Found, Rule } from "../../rules/rule.ts";
import { reportUse, type ProjectUse } from "../usage/project-use.ts";
import { useWordsOf } from "../usage/use-words.ts";
import { daysIn } from "../usage/window.ts";
import type { Config } from "../config.ts";
import { renamedIds } from "../diff/renamed-ids.ts";
import { digest } from "../digest.ts";
import type { Node } from "../manifest/project.ts";
import { ownersOf } from "../metadata/owners.ts";
import type { Evidence, Fidelity, Finding, Impact, Owner } from "../report.ts";
import { mergeCauses } from "./merge-causes.ts";
import { runRules, type Judged } from "./run-rules.ts";
import { FOLLOWS_USE, gradeOf } from "./severity.ts";
import { cleanName } from "./words.ts";

/** Owners named in one finding: whoever is hit first. */
const MOST_OWNERS = 5;

/** What findings are made from. */
export interface JudgeInput {
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  readonly impact: readonly Impact[];
  readonly config: Config;
}

/** All findings, most important first, and what could not be judged. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly failures: readonly Fidelity[];
}

/** Runs the rules and makes findings of what they found: merged by cause, graded, worded, ordered and numbered. */
export function judge(input: JudgeInput): Judgement {
  const { judged, failures } = runRules(input.rules, input.context);
  const priorities = new Map(input.impact.map(({ uniqueId, priority }) => [uniqueId, priority]));
  const findings = mergeCauses(judged, renamedIds(input.context.changes)).flatMap((one) =>
    findingOf(one, input),
  );
  const weight = (finding: Finding) => Math.max(0, ...finding.affected.map((id) => priorities.get(id) ?? 0));
  const ordered = findings.map((finding) => ({ finding, weight: weight(finding) })).sort(byImportance);
  return { failures, findings: ordered.map(({ finding }, index) => ({ ...finding, id: `F${index + 1}` })) };
}

function findingOf(judged: Judged, { context, config }: JudgeInput): readonly Finding[] {
  const grade = gradeOf(judged, context, config);
  if (grade === null) return [];
  const { rule, found, words } = judged;
  const subject = nodeById(context.artifacts, found.subject.uniqueId);
  const affected = [...(found.affected ?? [])];
  return [
    {
      id: "",
      fingerprint: fingerprintOf(judged),
      rule: rule.id,
      category: rule.category,
      ...grade,
      subject: { ...found.subject },
      ...words,
      evidence: [...found.evidence.map((evidence) => ({ ...evidence })), ...useEvidence(judged, context)],
      location: locationOf(subject, context),
      affected,
      usage: reportUse(useOf(found, context)),
      owners: [...ownersHit([found.subject.uniqueId, ...affected], context)],
      waived: null,
    },
  ];
}

/** Of the column that the finding is about, else of the object; of a gone one by its old name. */
function useOf({ subject }: Found, { use }: RuleContext) {
  return use.of(subject.uniqueId, subject.column);
}

/** How much that is used, or that nobody uses it, in words; nothing where nobody knows. */
function useEvidence({ rule, found }: Judged, { use }: RuleContext): readonly Evidence[] {
  const { uniqueId, column } = found.subject;
  const text = FOLLOWS_USE.has(rule.category) ? useText(uniqueId, column, use) : null;
  return text === null ? [] : [{ kind: "usage", uniqueId, ...(column !== undefined && { column }), text }];
}

function useText(id: string, column: string | undefined, use: ProjectUse): string | null {
  const header = use.log?.header ?? null;
  const used = use.of(id, column);
  if (used !== null) return useWordsOf(id, used, header);
  const window = header?.window ?? null;
  return window !== null && use.isUnused(id, column)
    ? `No reads outside dbt in ${daysIn(window)} days`
    : null;
}

/** Where to look in the repository; null for what lies in an installed package. */
function locationOf(subject: Node | undefined, { authors }: RuleContext): Finding["location"] {
  if (subject === undefined || subject.path === "" || !authors.has(subject.packageName)) return null;
  return { path: cleanName(subject.path) };
}

/** Rule, subject and what the rule tells its findings apart by: nothing that a reworded or reordered push would change. */
function fingerprintOf({ rule, found }: Judged): string {
  const column = found.subject.column?.toLowerCase() ?? "";
  return digest([rule.id, found.subject.uniqueId, column, found.key ?? ""].join("\n"));
}

function ownersHit(ids: readonly string[], context: RuleContext): readonly Owner[] {
  const owners = new Map<string, Owner>();
  for (const id of ids) {
    if (owners.size >= MOST_OWNERS) break;
    const node = nodeById(context.artifacts, id);
    for (const owner of node === undefined ? [] : ownersOf(node, context.artifacts.head.project)) {
      const key = `${owner.kind} ${owner.name}`;
      if (!owners.has(key)) owners.set(key, owner);
    }
  }
  return [...owners.values()].slice(0, MOST_OWNERS);
}

const SEVERITIES: readonly Finding["severity"][] = ["error", "warning", "note"];
const CERTAINTIES: readonly Finding["certainty"][] = ["proven", "structural", "heuristic"];

interface Weighed {
  readonly finding: Finding;
  readonly weight: number;
}

/** Severity first, then what is hit, then certainty, then how much is hit. Ties keep the order of the catalogue. */
function byImportance(left: Weighed, right: Weighed): number {
  return (
    SEVERITIES.indexOf(left.finding.severity) - SEVERITIES.indexOf(right.finding.severity) ||
    right.weight - left.weight ||
    CERTAINTIES.indexOf(left.finding.certainty) - CERTAINTIES.indexOf(right.finding.certainty) ||
    right.finding.affected.length - left.finding.affected.length
  );
}
