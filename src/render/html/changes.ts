import type { Report, ReportChange } from "../../core/report.ts";
import { LIMITS } from "../escape.ts";
import { countOf } from "../names.ts";
import { htmlSentence } from "../sentence.ts";
import { changeCount, changeLines, namesOf, viewChanges } from "../shown-changes.ts";
import { element, list } from "./markup.ts";

const MAX_CHANGES = 200;

/** The two views of what changed: Headgate's own, and dbt's `state:modified`. */
export function renderChanges(report: Report): string {
  const views = viewChanges(report);
  const { own, reached, selected, unseen, cosmetic } = views;
  if (own.length + reached.length + selected.length === 0) return "";
  const lists: readonly (readonly [string, readonly ReportChange[]])[] = [
    ["<code>state:modified</code> selects", selected],
    ["Of these only formatting differs, or where a file or its configuration stands", cosmetic],
    ["Changed, but dbt would not have shown it", unseen],
  ];
  const dbt = lists
    .filter(([, found]) => found.length > 0)
    .map(([words, found]) => `${words}: ${htmlSentence(namesOf(found), LIMITS.list)}`);
  const changes = changeLines(views, MAX_CHANGES).map((line) => htmlSentence(line, LIMITS.list));
  return element("section", [
    "<h2>Changes</h2>",
    block(`Changed: ${changeCount(views)}`, changes),
    block(`What dbt selects: ${countOf(selected.length, "object")}`, dbt),
  ]);
}

function block(summary: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<details><summary>${summary}</summary>\n${list(items)}\n</details>`;
}
