import type { Lineage, LineageNode } from "../core/lineage/lineage.ts";
import { plainText } from "./escape.ts";
import { summary } from "./lineage-text.ts";
import { countOfType, nameOf, RESOURCE_TYPES, resourceTypeOf } from "./names.ts";

/** Objects shown of one type; the rest is counted. */
const MAX_SHOWN = 15;

/** What depends on an object: by type, what people look at first, within a type the nearest first. */
export function renderImpactText(lineage: Lineage): string {
  const blocks = groupsOf(lineage.nodes).map(([type, nodes]) => block(type, nodes));
  const lines = [
    `${name(lineage.node)}  ${resourceTypeOf(lineage.node)}`,
    summary(lineage),
    "",
    ...blocks.flat(),
  ];
  for (const { uniqueId, why } of lineage.untraced) lines.push(`Not followed: ${name(uniqueId)}: ${why}.`);
  lines.push("Weighed by kind and distance only: without a query log nobody's use of it is known.");
  return `${lines.join("\n")}\n`;
}

function groupsOf(nodes: readonly LineageNode[]): readonly (readonly [string, readonly LineageNode[]])[] {
  const groups = new Map<string, LineageNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.resourceType);
    if (group === undefined) groups.set(node.resourceType, [node]);
    else group.push(node);
  }
  return [...groups].sort(([left], [right]) => rank(left) - rank(right));
}

function rank(type: string): number {
  const known = RESOURCE_TYPES.indexOf(type);
  return known === -1 ? RESOURCE_TYPES.length : known;
}

function block(type: string, nodes: readonly LineageNode[]): readonly string[] {
  const lines = nodes.slice(0, MAX_SHOWN).map(({ uniqueId, distance }) => {
    return `  ${name(uniqueId)}  ${distance === 1 ? "direct" : `${distance} steps away`}`;
  });
  if (nodes.length > MAX_SHOWN) lines.push(`  … ${nodes.length - MAX_SHOWN} more`);
  return [countOfType(nodes.length, type), ...lines, ""];
}

function name(id: string): string {
  return plainText(nameOf(id), 90);
}
