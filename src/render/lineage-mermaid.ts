import type { Lineage } from "../core/lineage/lineage.ts";
import { plainText } from "./escape.ts";
import { isTest, nameOf, resourceTypeOf } from "./names.ts";

/** More boxes than this nobody reads. The nearest are kept. */
const MAX_BOXES = 40;

/** Lineage as a Mermaid flow chart, arrows from what is read to what reads it. Tests are left out. */
export function renderLineageMermaid({ node, nodes, edges }: Lineage): string {
  const wanted = nodes.filter(({ resourceType }) => !isTest(resourceType));
  const shown = [node, ...wanted.slice(0, MAX_BOXES - 1).map(({ uniqueId }) => uniqueId)];
  const boxes = new Map(shown.map((id, index) => [id, `n${index}`]));
  const lines = ["flowchart LR"];
  for (const [id, box] of boxes) lines.push(`  ${box}["${label(id)}"]`);
  for (const { from, to } of edges) {
    const source = boxes.get(from.uniqueId);
    const target = boxes.get(to.uniqueId);
    if (source !== undefined && target !== undefined) lines.push(`  ${source} --> ${target}`);
  }
  lines.push("  style n0 stroke-width:3px");
  const more = wanted.length + 1 - shown.length;
  if (more > 0) lines.push(`  more["… ${more} more"]`);
  return `${lines.join("\n")}\n`;
}

/** Mermaid reads `#…;` as a character: with it no name can end the label or start markup. */
function label(id: string): string {
  const text = `${plainText(nameOf(id), 60)} (${resourceTypeOf(id)})`;
  return text.replace(/[^\p{L}\p{N} _.()…-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
