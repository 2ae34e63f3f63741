import type { Draft, Finding, ReportChange, Verdict } from "../report.ts";
import { isTold } from "../told.ts";

/** Findings that get a sentence of their own; the rest is in the report's list. */
const MOST_ITEMS = 5;

/** What a draft is worded from. */
interface DraftInput {
  readonly verdict: Verdict;
  readonly changes: readonly ReportChange[];
  readonly findings: readonly Finding[];
}

/** The words of a review when no language model words it: the findings' own sentences, most important first. */
export function draftFromTemplate({ verdict, changes, findings }: DraftInput): Draft {
  const open = findings.filter(({ waived, severity }) => waived === null && severity !== "note");
  return {
    origin: "template",
    lead: leadOf(verdict, open.length, changes),
    items: open
      .slice(0, MOST_ITEMS)
      .map(({ id, title, why }) => ({ findings: [id], text: `${title}. ${why}` })),
    models: [],
    tokens: { input: 0, output: 0 },
  };
}

function leadOf(verdict: Verdict, open: number, changes: readonly ReportChange[]): string {
  const told = changes.filter((change) => change.origin === "author" && isTold(change)).length;
  const scope = `${told} ${told === 1 ? "object" : "objects"} changed`;
  if (verdict === "incomplete")
    return `${scope}. Nothing broken was found, but part of the change could not be reviewed.`;
  if (verdict === "clean")
    return told === 0
      ? "Nothing of your own that matters changed."
      : `${scope}. Nothing to worry about was found.`;
  return `${scope}. Before you merge, look at ${open === 1 ? "one finding" : `${open} findings`}.`;
}
