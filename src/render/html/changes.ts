import type { Report, ReportChange } from "../../core/report.ts";
import { countOf, firstOf, listOf, nameOf, quoted } from "../names.ts";
import { htmlSentence } from "../sentence.ts";
import { changeCount, changeWords, viewChanges } from "../shown-changes.ts";
import { element, list } from "./markup.ts";

const MAX_CHANGES = 200;
const MAX_NAMES = 60;

/** The two views of what changed: Headgate's own, and dbt's `state:modified`. */
export function renderChanges(report: Report): string {
  const views = viewChanges(report);
  const { own, reached, selected, unseen, cosmetic } = views;
  if (own.length + reached.length + selected.length === 0) return "";
  const { shown, more } = firstOf(own, MAX_CHANGES);
  const changes = shown.map(renderChange);
  if (more > 0) changes.push(`and ${countOf(more, "more object")}`);
  if (reached.length > 0) changes.push(`through packages, macros or vars: ${names(reached)}`);
  const lists: readonly (readonly [string, readonly ReportChange[]])[] = [
    ["<code>state:modified</code> selects", selected],
    ["Of these only formatting or the file's place differs", cosmetic],
    ["Changed, but dbt would not have shown it", unseen],
  ];
  const dbt = lists
    .filter(([, found]) => found.length > 0)
    .map(([words, found]) => `${words}: ${names(found)}`);
  return element("section", [
    "<h2>Changes</h2>",
    block(`Changed: ${changeCount(views)}`, changes),
    block(`What dbt selects: ${countOf(selected.length, "object")}`, dbt),
  ]);
}

function block(summary: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<details><summary>${summary}</summary>\n${list(items)}\n</details>`;
}

function renderChange(change: ReportChange): string {
  const type = change.resourceType.replaceAll("_", " ");
  return htmlSentence(`${quoted(nameOf(change.uniqueId))} (${type}) ${changeWords(change)}`);
}

function names(changes: readonly ReportChange[]): string {
  const quotedNames = changes.map((change) => quoted(nameOf(change.uniqueId)));
  return htmlSentence(listOf(quotedNames, MAX_NAMES), 4_000);
}
