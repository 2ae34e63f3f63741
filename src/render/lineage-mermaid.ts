import type { Lineage, LineageEnd } from "../core/lineage/lineage.ts";
import { plainText } from "./escape.ts";
import { endKey, endName, howOf, startEnd } from "./lineage-end.ts";
import { isTest, resourceTypeOf } from "./names.ts";

/** More boxes than this nobody reads. The nearest are kept. */
const MAX_BOXES = 40;

/** Lineage as a Mermaid flow chart, arrows from what is read to what reads it. Tests are left out. */
export function renderLineageMermaid(lineage: Lineage): string {
  const wanted = endsOf(lineage);
  const shown = wanted.slice(0, MAX_BOXES);
  const boxes = new Map(shown.map((end, index) => [endKey(end), `n${index}`]));
  const lines = ["flowchart LR", ...shown.map((end, index) => `  n${index}["${label(end)}"]`)];
  for (const edge of lineage.edges) {
    const source = boxes.get(endKey(edge.from));
    const target = boxes.get(endKey(edge.to));
    if (source === undefined || target === undefined) continue;
    const how = howOf(edge);
    lines.push(`  ${source} -->${how === "" ? "" : `|${how}|`} ${target}`);
  }
  lines.push("  style n0 stroke-width:3px");
  const more = wanted.length - shown.length;
  if (more > 0) lines.push(`  more["… ${more} more"]`);
  return `${lines.join("\n")}\n`;
}

/** The start, then what is reached, nearest first: objects, or the columns of objects that are reached by column. */
function endsOf(lineage: Lineage): readonly LineageEnd[] {
  const reached = lineage.nodes.filter(({ resourceType }) => !isTest(resourceType));
  if (lineage.column === null) return [startEnd(lineage), ...reached.map(({ uniqueId }) => ({ uniqueId }))];
  const order = new Map(reached.map(({ uniqueId, distance }) => [uniqueId, distance]));
  order.set(lineage.node, 0);
  const ends = new Map<string, LineageEnd>([[endKey(startEnd(lineage)), startEnd(lineage)]]);
  for (const end of lineage.edges.flatMap(({ from, to }) => [from, to])) {
    if (order.has(end.uniqueId)) ends.set(endKey(end), end);
  }
  const distance = ({ uniqueId }: LineageEnd): number => order.get(uniqueId) ?? 0;
  const [start, ...others] = ends.values();
  return start === undefined
    ? []
    : [start, ...others.sort((left, right) => distance(left) - distance(right))];
}

/** Mermaid reads `#…;` as a character: with it no name can end the label or start markup. */
function label(end: LineageEnd): string {
  const text = `${plainText(endName(end), 80)} (${resourceTypeOf(end.uniqueId)})`;
  return text.replace(/[^\p{L}\p{N} _.()…-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
