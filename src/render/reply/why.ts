import type { Metric } from "../../core/manifest/semantic.ts";
import type { Cause } from "../../core/pull/causes.ts";
import type { ReportChange } from "../../core/report.ts";
import { toldParts } from "../../core/told.ts";
import { codeSpan } from "../escape.ts";
import { countOf, firstOf, labelOf, listOf, nameOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

const MAX_CAUSES = 15;

/** What this pull request changes upstream of a metric, the likeliest first, each with the way to the metric. */
export function renderWhyReply(metric: Metric, causes: readonly Cause[]): string {
  const name = codeSpan(metric.name);
  if (causes.length === 0)
    return `Nothing that this pull request changes lies upstream of metric ${name}. ${LIMIT}`;
  const { shown, more } = firstOf(causes, MAX_CAUSES);
  const lines = shown.map((cause, index) => `${index + 1}. ${causeWords(cause)}`);
  const rest = more > 0 ? [`and ${countOf(more, "more change")}`] : [];
  return [
    `What this pull request changes upstream of metric ${name}, the likeliest first:`,
    lines.join("\n"),
    ...rest,
    LIMIT,
  ].join("\n\n");
}

const LIMIT = "Only this pull request was looked at: earlier commits and query results are not read yet.";

function causeWords({ change, path, findings }: Cause): string {
  const way = path.length === 1 ? "" : ` · ${path.map((id) => markdownSentence(labelOf(id))).join(" → ")}`;
  const ids = listOf(
    findings.map(({ id }) => id),
    4,
  );
  return `${markdownSentence(labelOf(change.uniqueId))} ${changeWords(change)}${ids === "" ? "" : ` (${ids})`}${way}`;
}

function changeWords({ kind, parts, columns, ...change }: ReportChange): string {
  if (kind === "renamed") return `renamed from ${codeSpan(nameOf(change.from ?? ""))}`;
  if (kind !== "modified") return kind;
  const told = toldParts({ kind, parts, columns, ...change });
  const changed = columns.map(({ name }) => name);
  const words = listOf(told, 5, asCode) || "columns";
  return changed.length === 0 ? `changed: ${words}` : `changed: ${words} (${listOf(changed, 5, asCode)})`;
}

function asCode(text: string): string {
  return codeSpan(text, 60);
}
