import { append } from "../core/append.ts";
import type { Lineage, LineageEnd } from "../core/lineage/lineage.ts";
import { endKey, endName, howOf, startEnd } from "./lineage-end.ts";
import { countOf, countOfType, isTest, plainName, resourceTypeOf } from "./names.ts";

/** What is shown at most; the rest is counted. */
const MAX_LINES = 60;
const MAX_CHILDREN = 12;

/** Lineage as a tree: each object once, under the first object that leads to it on a shortest way; tests only counted. */
export function renderLineageText(lineage: Lineage): string {
  const start = startEnd(lineage);
  const tree = branches(endKey(start), childrenOf(lineage));
  const shown = tree.slice(0, MAX_LINES);
  const lines = [`${endName(start)}  ${resourceTypeOf(lineage.node)}`, ...shown];
  if (tree.length > shown.length)
    lines.push(`… ${tree.length - shown.length} more lines; \`--format json\` lists all`);
  lines.push("", summary(lineage));
  for (const { uniqueId, why } of lineage.untraced)
    lines.push(`Not followed: ${plainName(uniqueId)}: ${why}.`);
  return `${lines.join("\n")}\n`;
}

/** How many objects are reached, by kind. */
export function summary({ nodes, direction }: Lineage): string {
  if (nodes.length === 0) return `Nothing ${direction}.`;
  const counts = new Map<string, number>();
  for (const { resourceType } of nodes) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  const kinds = [...counts].sort((left, right) => right[1] - left[1]);
  return `${countOf(nodes.length, "object")} ${direction}: ${kinds.map(([kind, n]) => countOfType(n, kind)).join(", ")}.`;
}

/** A step and where it leads. */
interface Child {
  readonly end: LineageEnd;
  readonly how: string;
}

type Children = ReadonlyMap<string, readonly Child[]>;

/** What stands under each end: every end once, under the first that leads to it on a shortest way. */
function childrenOf(lineage: Lineage): Children {
  const { edges, direction } = lineage;
  const steps = new Map<string, Child[]>();
  for (const edge of edges) {
    const [near, far] = direction === "downstream" ? [edge.from, edge.to] : [edge.to, edge.from];
    append(steps, endKey(near), { end: far, how: howOf(edge) });
  }
  const children = new Map<string, readonly Child[]>();
  const placed = new Set([endKey(startEnd(lineage))]);
  for (let ring = [...placed]; ring.length > 0;) {
    const next: string[] = [];
    for (const near of ring) {
      const own = (steps.get(near) ?? []).filter(
        ({ end }) => !placed.has(endKey(end)) && placed.add(endKey(end)),
      );
      children.set(near, own);
      next.push(...own.map(({ end }) => endKey(end)));
    }
    ring = next;
  }
  return children;
}

interface Branch {
  readonly text: string;
  readonly id?: string;
}

function branches(start: string, children: Children): readonly string[] {
  const lines: string[] = [];
  // A stack of its own: lineage may be deeper than the call stack.
  const open = [{ rows: rowsUnder(children, start), indent: "" }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const [row, ...rest] = top.rows;
    open.pop();
    if (row === undefined) continue;
    const isLast = rest.length === 0;
    lines.push(`${top.indent}${isLast ? "└─" : "├─"} ${row.text}`);
    open.push({ rows: rest, indent: top.indent });
    if (row.id !== undefined) {
      open.push({ rows: rowsUnder(children, row.id), indent: `${top.indent}${isLast ? "   " : "│  "}` });
    }
  }
  return lines;
}

function rowsUnder(children: Children, key: string): readonly Branch[] {
  const all = children.get(key) ?? [];
  const rows = all.filter(({ end }) => !isTest(resourceTypeOf(end.uniqueId)));
  const shown = rows.slice(0, MAX_CHILDREN).map(branchOf);
  if (rows.length > MAX_CHILDREN) shown.push({ text: `… ${rows.length - MAX_CHILDREN} more` });
  const tests = all.length - rows.length;
  if (tests > 0) shown.push({ text: countOf(tests, "test") });
  return shown;
}

function branchOf({ end, how }: Child): Branch {
  const words = [endName(end), resourceTypeOf(end.uniqueId), how].filter((word) => word !== "");
  return { text: words.join("  "), id: endKey(end) };
}
