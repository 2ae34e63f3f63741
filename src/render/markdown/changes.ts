import type { Report, ReportChange } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { countOf, firstOf, listOf, nameOf } from "../names.ts";
import { changeCount, changeWords, viewChanges, type ChangeViews } from "../shown-changes.ts";
import { markdownSentence } from "../sentence.ts";
import type { Section } from "../truncate.ts";

const MAX_CHANGES = 60;
const MAX_NAMES = 30;

/** The two views of what changed: Headgate's own, and dbt's `state:modified`. */
export function changeSections(report: Report): readonly Section[] {
  const views = viewChanges(report);
  return [...whatChanged(views), ...whatDbtSelects(views)];
}

function whatChanged(views: ChangeViews): readonly Section[] {
  const { own, reached } = views;
  if (own.length + reached.length === 0) return [];
  const { shown, more } = firstOf(own, MAX_CHANGES);
  const entries = shown.map((change) => `- ${renderChange(change)}`);
  if (more > 0) entries.push(`- and ${countOf(more, "more object")}`);
  if (reached.length > 0) {
    const names = reached.map((change) => codeSpan(nameOf(change.uniqueId)));
    entries.push(`- through packages, macros or vars (${reached.length}): ${listOf(names, MAX_NAMES)}`);
  }
  return [{ summary: `Changed: ${changeCount(views)}`, intro: "", entries, noun: "change" }];
}

function renderChange(change: ReportChange): string {
  return `${codeSpan(nameOf(change.uniqueId))} (${change.resourceType.replaceAll("_", " ")}) · ${markdownSentence(changeWords(change), 160)}`;
}

function whatDbtSelects({ selected, unseen, cosmetic }: ChangeViews): readonly Section[] {
  if (selected.length + unseen.length === 0) return [];
  const lists: readonly (readonly [string, readonly ReportChange[]])[] = [
    ["`state:modified` selects", selected],
    ["Of these only formatting or the file's place differs", cosmetic],
    ["Changed, but dbt would not have shown it", unseen],
  ];
  const entries: string[] = [];
  for (const [heading, changes] of lists) {
    if (changes.length > 0) entries.push(`- ${heading}: ${listOf(changes.map(named), MAX_NAMES)}`);
  }
  return [
    { summary: `What dbt selects: ${countOf(selected.length, "object")}`, intro: "", entries, noun: "list" },
  ];
}

function named(change: ReportChange): string {
  const name = codeSpan(nameOf(change.uniqueId));
  return change.kind === "removed" ? `${name} (removed)` : name;
}
