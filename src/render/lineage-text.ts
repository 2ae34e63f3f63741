import { append } from "../core/append.ts";
import type { Lineage } from "../core/lineage/lineage.ts";
import { countOf, countOfType, isTest, plainName, resourceTypeOf } from "./names.ts";

/** What is shown at most; the rest is counted. */
const MAX_LINES = 60;
const MAX_CHILDREN = 12;

/** Lineage as a tree: each object once, under the first object that leads to it on a shortest way; tests only counted. */
export function renderLineageText(lineage: Lineage): string {
  const tree = branches(lineage.node, childrenOf(lineage));
  const shown = tree.slice(0, MAX_LINES);
  const lines = [`${plainName(lineage.node)}  ${resourceTypeOf(lineage.node)}`, ...shown];
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

type Children = ReadonlyMap<string, readonly string[]>;

function childrenOf({ node, nodes, edges, direction }: Lineage): Children {
  const distance = new Map([
    [node, 0],
    ...nodes.map((reached) => [reached.uniqueId, reached.distance] as const),
  ]);
  const placed = new Set([node]);
  const children = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const [near, far] = direction === "downstream" ? [from, to] : [to, from];
    const isStep = distance.get(far.uniqueId) === (distance.get(near.uniqueId) ?? 0) + 1;
    if (!isStep || placed.has(far.uniqueId)) continue;
    placed.add(far.uniqueId);
    append(children, near.uniqueId, far.uniqueId);
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

function rowsUnder(children: Children, id: string): readonly Branch[] {
  const all = children.get(id) ?? [];
  const rows = all.filter((child) => !isTest(resourceTypeOf(child)));
  const shown: Branch[] = rows
    .slice(0, MAX_CHILDREN)
    .map((child) => ({ text: `${plainName(child)}  ${resourceTypeOf(child)}`, id: child }));
  if (rows.length > MAX_CHILDREN) shown.push({ text: `… ${rows.length - MAX_CHILDREN} more` });
  const tests = all.length - rows.length;
  if (tests > 0) shown.push({ text: countOf(tests, "test") });
  return shown;
}
