import type { Lineage, LineageNode } from "../core/lineage/lineage.ts";
import type { Impact } from "../core/report.ts";
import { summary } from "./lineage-text.ts";
import { LIMITS, plainText } from "./escape.ts";
import { endName, startEnd } from "./lineage-end.ts";
import { countOf, firstOf, isTest, plainName, resourceTypeOf } from "./names.ts";

/** Objects shown; the rest is counted. */
const MAX_SHOWN = 40;

/** How much it matters that an object is reached. */
type Weight = Pick<Impact, "priority" | "tier"> & {
  /** Lines below the object: how much it is used, what its priority is made of. */
  readonly notes: readonly string[];
};

/** How objects are weighed, and what is said of it. */
export interface ImpactWords {
  readonly of: (id: string) => Weight;
  /** How much what is asked about is used itself, in sentences; names between backticks. */
  readonly own: readonly string[];
  readonly hasLog: boolean;
  /** Null where nobody asked for it. */
  readonly formula: string | null;
}

/** What depends on an object, what matters most first, then the nearest. Tests are only counted. */
export function renderImpactText(lineage: Lineage, { of, own, hasLog, formula }: ImpactWords): string {
  const rows = lineage.nodes
    .filter(({ resourceType }) => !isTest(resourceType))
    .map((node) => ({ node, weight: of(node.uniqueId) }))
    .sort((left, right) => right.weight.priority - left.weight.priority);
  const shown = rows.slice(0, MAX_SHOWN);
  const lines = [
    `${endName(startEnd(lineage))}  ${resourceTypeOf(lineage.node)}`,
    summary(lineage),
    ...own.map((line) => `Use: ${plainText(line.replaceAll("`", ""), LIMITS.prose)}`),
    "",
  ];
  for (const { node, weight } of shown) {
    lines.push(
      row(node, weight, lineage),
      ...weight.notes.map((note) => `            ${plainText(note, LIMITS.prose)}`),
    );
  }
  if (rows.length > shown.length)
    lines.push(`  … ${rows.length - shown.length} more; \`--format json\` lists all`);
  if (rows.length > 0) lines.push("");
  for (const { uniqueId, why } of lineage.untraced)
    lines.push(`Not followed: ${plainName(uniqueId)}: ${why}.`);
  if (formula !== null) lines.push(formula, "");
  lines.push(
    hasLog
      ? "Weighed by what the project and the query log say of each object."
      : "Weighed by what the project says of each object; how much it is used is not known without a query log.",
  );
  return `${lines.join("\n")}\n`;
}

function row(node: LineageNode, { tier }: Weight, lineage: Lineage): string {
  const { uniqueId, resourceType, distance } = node;
  const away = distance === 1 ? "direct" : `${countOf(distance, "step")} away`;
  const how = [reachWords(node, lineage), away].filter((words) => words !== "").join("; ");
  return `  ${tier.padEnd(8)}  ${resourceType.padEnd(14)}  ${plainName(uniqueId)}  (${how})`;
}

const MAX_COLUMNS = 3;

/** Which of its columns are computed from the one that was asked about, or that its rows are decided by it. */
function reachWords({ uniqueId, columns }: LineageNode, { column, edges }: Lineage): string {
  if (columns !== null) {
    const { shown, more } = firstOf(columns, MAX_COLUMNS);
    return [
      shown.map((name) => plainText(name, LIMITS.name)).join(", "),
      ...(more > 0 ? [`${more} more`] : []),
    ].join(" and ");
  }
  return column !== null && edges.some(({ to, kind }) => to.uniqueId === uniqueId && kind === "rows")
    ? "its rows"
    : "";
}
