import type { Report } from "../../core/report.ts";
import { plainText } from "../escape.ts";
import { countOf, quoted } from "../names.ts";
import { changeCount, changeLines, namesOf, viewChanges, type ChangeViews } from "../shown-changes.ts";
import { wrapSentence } from "../wrap.ts";
import type { Terminal } from "./terminal.ts";

const MAX_CHANGES = 20;

/** What changed, dbt's own view of it, and what was compared. */
export function renderChanges(report: Report, { paint, width }: Terminal): readonly string[] {
  const views = viewChanges(report);
  const isNothing = views.own.length + views.reached.length === 0;
  const lines = [...changeLines(views, MAX_CHANGES), dbtView(views), versions(report)];
  const wrapped = lines
    .filter((line) => line !== "")
    .flatMap((line) => wrapSentence(line, { lead: "  ", indent: 2, width }, paint));
  return [paint("bold", isNothing ? "Nothing changed" : `Changed: ${changeCount(views)}`), ...wrapped];
}

function dbtView({ selected, unseen }: ChangeViews): string {
  if (selected.length + unseen.length === 0) return "";
  const missed = unseen.length === 0 ? "" : `, and would not have shown ${namesOf(unseen)}`;
  return `dbt's \`state:modified\` selects ${countOf(selected.length, "object")}${missed}`;
}

function versions({ artifacts, generator }: Report): string {
  const [base, head] = [artifacts.base, artifacts.head].map(
    (side) => plainText(side.dbtVersion, 20) || "unknown",
  );
  const dbt = base === head ? (head ?? "") : `${base ?? ""} -> ${head ?? ""}`;
  const project = artifacts.head.projectName === null ? "" : `${quoted(artifacts.head.projectName)}, `;
  return `${project}dbt ${dbt}, Headgate ${plainText(generator.version, 20)}`;
}
