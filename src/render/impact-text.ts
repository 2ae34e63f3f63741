import type { Lineage, LineageNode } from "../core/lineage/lineage.ts";
import type { Impact } from "../core/report.ts";
import { summary } from "./lineage-text.ts";
import { countOf, isTest, plainName, resourceTypeOf } from "./names.ts";

/** Objects shown; the rest is counted. */
const MAX_SHOWN = 40;

/** How much it matters that an object is reached. */
export type Weight = Pick<Impact, "priority" | "tier">;

/** What depends on an object, what matters most first, then the nearest. Tests are only counted. */
export function renderImpactText(lineage: Lineage, weightOf: (id: string) => Weight): string {
  const rows = lineage.nodes
    .filter(({ resourceType }) => !isTest(resourceType))
    .map((node) => ({ node, weight: weightOf(node.uniqueId) }))
    .sort((left, right) => right.weight.priority - left.weight.priority);
  const shown = rows.slice(0, MAX_SHOWN);
  const lines = [`${plainName(lineage.node)}  ${resourceTypeOf(lineage.node)}`, summary(lineage), ""];
  for (const { node, weight } of shown) lines.push(row(node, weight));
  if (rows.length > shown.length)
    lines.push(`  … ${rows.length - shown.length} more; \`--format json\` lists all`);
  if (rows.length > 0) lines.push("");
  for (const { uniqueId, why } of lineage.untraced)
    lines.push(`Not followed: ${plainName(uniqueId)}: ${why}.`);
  lines.push(
    "Weighed by what the project says of each object; how much it is used is not known without a query log.",
  );
  return `${lines.join("\n")}\n`;
}

function row({ uniqueId, resourceType, distance }: LineageNode, { tier }: Weight): string {
  const away = distance === 1 ? "direct" : `${countOf(distance, "step")} away`;
  return `  ${tier.padEnd(8)}  ${resourceType.padEnd(14)}  ${plainName(uniqueId)}  (${away})`;
}
