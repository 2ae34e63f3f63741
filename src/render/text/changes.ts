import type { Report, ReportChange } from "../../core/report.ts";
import { plainText } from "../escape.ts";
import { countOf, firstOf, listOf, nameOf, quoted } from "../names.ts";
import { changeCount, changeWords, viewChanges } from "../shown-changes.ts";
import { wrapSentence } from "../wrap.ts";
import type { Terminal } from "./terminal.ts";

const MAX_CHANGES = 20;
const MAX_NAMES = 8;

/** What changed, dbt's own view of it, and what was compared. */
export function renderChanges(report: Report, { paint, width }: Terminal): readonly string[] {
  const views = viewChanges(report);
  const { own, reached, selected, unseen } = views;
  const { shown, more } = firstOf(own, MAX_CHANGES);
  const lines = [
    ...shown.map(renderChange),
    ...(more > 0 ? [`and ${countOf(more, "more object")}`] : []),
    ...(reached.length > 0 ? [`through packages, macros or vars: ${names(reached)}`] : []),
    dbtView(selected, unseen),
    versions(report),
  ].filter((line) => line !== "");
  const wrapped = lines.flatMap((line) => wrapSentence(line, { lead: "  ", indent: 2, width }, paint));
  const heading = own.length + reached.length === 0 ? "Nothing changed" : `Changed: ${changeCount(views)}`;
  return [paint("bold", heading), ...wrapped];
}

function renderChange(change: ReportChange): string {
  return `${quoted(nameOf(change.uniqueId))} (${change.resourceType.replaceAll("_", " ")}) ${changeWords(change)}`;
}

function dbtView(selected: readonly ReportChange[], unseen: readonly ReportChange[]): string {
  if (selected.length + unseen.length === 0) return "";
  const missed = unseen.length === 0 ? "" : `, and would not have shown ${names(unseen)}`;
  return `dbt's \`state:modified\` selects ${countOf(selected.length, "object")}${missed}`;
}

function names(changes: readonly ReportChange[]): string {
  return listOf(
    changes.map((change) => quoted(nameOf(change.uniqueId))),
    MAX_NAMES,
  );
}

function versions({ artifacts, generator }: Report): string {
  const [base, head] = [artifacts.base, artifacts.head].map(
    (side) => plainText(side.dbtVersion, 20) || "unknown",
  );
  const dbt = base === head ? (head ?? "") : `${base ?? ""} -> ${head ?? ""}`;
  const project = artifacts.head.projectName === null ? "" : `${quoted(artifacts.head.projectName)}, `;
  return `${project}dbt ${dbt}, Headgate ${plainText(generator.version, 20)}`;
}
