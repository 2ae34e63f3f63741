import type { Report } from "../core/report.ts";
import { plainText } from "./escape.ts";
import { impactRows } from "./impact-groups.ts";
import { isTest, labelOf, resourceTypeOf } from "./names.ts";

const MAX_NODES = 20;
/** Longer paths are drawn as start, a dotted line, and their last two objects. */
const MAX_PATH = 5;

/** A small lineage diagram of what is hit. */
export interface Diagram {
  /** Mermaid source, without a fence. */
  readonly source: string;
  /** Objects downstream, tests aside, that found no room. */
  readonly cut: number;
}

interface Link {
  readonly from: string;
  readonly to: string;
  /** Objects between the two that are not drawn. */
  readonly skipped: number;
}

/** What is drawn so far. */
interface Drawing {
  readonly nodes: Set<string>;
  /** Where paths begin: what changed. */
  readonly starts: Set<string>;
  readonly links: Map<string, Link>;
}

/**
 * Draws the way from changed objects to what they hit, the most important readers first, with at most about
 * 20 objects. Null when there is nothing downstream to draw.
 */
export function drawLineage(report: Report): Diagram | null {
  const drawing: Drawing = { nodes: new Set(), starts: new Set(), links: new Map() };
  const unplaced: string[] = [];
  for (const { impact } of impactRows(report)) {
    if (isTest(impact.resourceType)) continue;
    const path = shortestPath(impact.because.map((because) => because.path));
    if (!draw(path, drawing)) unplaced.push(impact.uniqueId);
  }
  if (drawing.nodes.size === 0) return null;
  // What found no room of its own may stand on the way to something that did.
  const cut = unplaced.filter((id) => !drawing.nodes.has(id)).length;
  return { source: mermaidSource(drawing), cut };
}

/** Adds a path when there is room for all of it; says whether it did. */
function draw(path: readonly string[], { nodes, starts, links }: Drawing): boolean {
  const route = linksAlong(path);
  const ends = new Set(route.flatMap((link) => [link.from, link.to]));
  if (route.length === 0 || new Set([...nodes, ...ends]).size > MAX_NODES) return false;
  for (const id of ends) nodes.add(id);
  for (const link of route) links.set(`${link.from} ${link.to}`, link);
  for (const id of path.slice(0, 1)) starts.add(id);
  return true;
}

function shortestPath(paths: readonly (readonly string[])[]): readonly string[] {
  let best: readonly string[] = [];
  for (const path of paths) {
    if (path.length > 1 && (best.length === 0 || path.length < best.length)) best = path;
  }
  return best;
}

function linksAlong(path: readonly string[]): readonly Link[] {
  const skipped = path.length > MAX_PATH ? path.length - 3 : 0;
  const shown = skipped === 0 ? path : [...path.slice(0, 1), ...path.slice(-2)];
  const links: Link[] = [];
  for (const [index, to] of shown.entries()) {
    const from = shown[index - 1];
    if (from !== undefined) links.push({ from, to, skipped: index === 1 ? skipped : 0 });
  }
  return links;
}

function mermaidSource({ nodes, starts, links }: Drawing): string {
  const ordered = [...nodes].sort((a, b) => Number(isReader(a)) - Number(isReader(b)));
  const keys = new Map(ordered.map((id, index) => [id, `n${index}`]));
  const lines = ["flowchart LR"];
  for (const [id, key] of keys) lines.push(`  ${key}${shape(id)}${starts.has(id) ? ":::changed" : ""}`);
  for (const link of links.values()) {
    const arrow = link.skipped === 0 ? "-->" : `-. ${link.skipped} between .->`;
    lines.push(`  ${keys.get(link.from) ?? ""} ${arrow} ${keys.get(link.to) ?? ""}`);
  }
  // Only a border: it is readable on GitHub's light and dark pages.
  lines.push("  classDef changed stroke:#cf222e,stroke-width:3px");
  return lines.join("\n");
}

function isReader(uniqueId: string): boolean {
  return ["exposure", "metric", "saved_query"].includes(resourceTypeOf(uniqueId));
}

function shape(uniqueId: string): string {
  const label = `"${mermaidLabel(labelOf(uniqueId).replaceAll("`", ""))}"`;
  const type = resourceTypeOf(uniqueId);
  if (type === "exposure") return `([${label}])`;
  if (type === "metric" || type === "saved_query") return `{{${label}}}`;
  return `[${label}]`;
}

/** A label between quotes: every character that is more than a letter, digit or `_ . -` is written as its number. */
export function mermaidLabel(text: string): string {
  const label = plainText(text, 40);
  const safe = label.replace(
    /[^\p{L}\p{N}\p{M}_. …-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
  return safe === "" ? "(empty)" : safe;
}
