import type { Report, ReportChange } from "../../core/report.ts";
import { LIMITS } from "../escape.ts";
import { countOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";
import { changeCount, changeLines, namesOf, viewChanges, type ChangeViews } from "../shown-changes.ts";
import type { Section } from "../truncate.ts";

const MAX_CHANGES = 60;

/** The two views of what changed: Headgate's own, and dbt's `state:modified`. */
export function changeSections(report: Report): readonly Section[] {
  const views = viewChanges(report);
  return [...whatChanged(views), ...whatDbtSelects(views)];
}

function whatChanged(views: ChangeViews): readonly Section[] {
  if (views.own.length + views.reached.length === 0) return [];
  const entries = changeLines(views, MAX_CHANGES).map((line) => `- ${markdownSentence(line, LIMITS.list)}`);
  return [{ summary: `Changed: ${changeCount(views)}`, intro: "", entries, noun: "line" }];
}

function whatDbtSelects({ selected, unseen, cosmetic }: ChangeViews): readonly Section[] {
  if (selected.length + unseen.length === 0) return [];
  const lists: readonly (readonly [string, readonly ReportChange[]])[] = [
    ["`state:modified` selects", selected],
    ["Of these only formatting differs, or where a file or its configuration stands", cosmetic],
    ["Changed, but dbt would not have shown it", unseen],
  ];
  const entries: string[] = [];
  for (const [heading, changes] of lists) {
    if (changes.length > 0) entries.push(`- ${heading}: ${markdownSentence(namesOf(changes), LIMITS.list)}`);
  }
  return [
    {
      summary: `What dbt selects: ${countOf(selected.length, "object")}`,
      intro: "",
      entries,
      noun: "line",
    },
  ];
}
