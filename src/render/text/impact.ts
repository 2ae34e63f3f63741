import type { Report } from "../../core/report.ts";
import { ownerNames } from "../finding-facts.ts";
import { impactByType, type ImpactGroup, type ImpactRow } from "../impact-groups.ts";
import { countOfType, isTest, listOf, nameOf, quoted } from "../names.ts";
import { wrapSentence } from "../wrap.ts";
import type { Terminal } from "./terminal.ts";

const MAX_NAMES = 8;
const MAX_TESTS = 3;

/** What is downstream, one line per kind, the hit ones first. */
export function renderImpact(report: Report, { paint, width }: Terminal): readonly string[] {
  const groups = impactByType(report);
  if (groups.length === 0) return [];
  const counts = groups.map((group) => countOfType(group.rows.length, group.resourceType));
  const indent = Math.max(...counts.map((text) => text.length)) + 4;
  const lines = [paint("bold", "Downstream")];
  for (const [index, group] of groups.entries()) {
    const lead = `  ${(counts[index] ?? "").padEnd(indent - 2)}`;
    lines.push(...wrapSentence(namesOf(group), { lead, indent, width }, paint));
  }
  return lines;
}

function namesOf({ rows, resourceType }: ImpactGroup): string {
  const isGuard = isTest(resourceType);
  const texts = rows.slice(0, isGuard ? MAX_TESTS : MAX_NAMES).map(isGuard ? nameOnly : named);
  const more = rows.length - texts.length;
  return more === 0 ? texts.join(", ") : `${texts.join(", ")} and ${more} more`;
}

function nameOnly({ impact }: ImpactRow): string {
  return quoted(nameOf(impact.uniqueId));
}

function named({ impact, findings }: ImpactRow): string {
  const owners = ownerNames(impact.owners);
  const facts = [
    ...findings.slice(0, 3),
    ...(owners.length === 0 ? [] : [`owner ${listOf(owners, 1, quoted)}`]),
  ];
  const name = quoted(nameOf(impact.uniqueId));
  return facts.length === 0 ? name : `${name} (${facts.join(", ")})`;
}
