import type { Draft, Finding } from "../report.ts";
import { templateItem } from "./fallback.ts";
import type { CheckedItem } from "./item.ts";
import { wantedFindings } from "./plan.ts";
import { restoreLiterals } from "./restore-literals.ts";
import { sentencesOf } from "./sentences.ts";

/** Longest draft in characters, suggestions aside; what matters less is left out first, errors never. */
const MOST_CHARACTERS = 9_000;

/**
 * The items of a draft: those that a model worded, in the order in which their first finding stands in the report, then
 * errors that none of them covers, in the words of their rules. No sentence is said twice.
 */
export function integrate(items: readonly CheckedItem[], findings: readonly Finding[]): Draft["items"] {
  const order = new Map(findings.map(({ id }, index) => [id, index]));
  const place = ({ findings: [first = ""] }: CheckedItem) => order.get(first) ?? findings.length;
  const covered = new Set(items.flatMap((item) => item.findings));
  const missing = wantedFindings(findings).filter(
    ({ id, severity }) => severity === "error" && !covered.has(id),
  );
  const all = [...items, ...missing.map(templateItem)].sort((left, right) => place(left) - place(right));
  const errors = new Set(findings.filter(({ severity }) => severity === "error").map(({ id }) => id));
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return withinSize(withoutRepeats(all), errors).map(({ findings: ids, text, suggestion }) => ({
    findings: [...ids],
    text: restoreLiterals(
      text,
      ids.flatMap((id) => byId.get(id) ?? []),
    ),
    ...(suggestion === null ? {} : { suggestion }),
  }));
}

/** An item keeps its first sentence, even where another one said the same: it is what covers its findings. */
function withoutRepeats(items: readonly CheckedItem[]): readonly CheckedItem[] {
  const said = new Set<string>();
  const suggested = new Set<string | null>();
  return items.map((item) => {
    const sentences = sentencesOf(item.text).map(finished);
    const fresh = sentences.filter((sentence, index) => {
      const flat = sentence.toLowerCase();
      const isNew = !said.has(flat);
      said.add(flat);
      return isNew || index === 0;
    });
    const suggestion = suggested.has(item.suggestion) ? null : item.suggestion;
    suggested.add(item.suggestion);
    return { ...item, text: fresh.join(" "), suggestion };
  });
}

/** One voice: every sentence ends, on one line. */
function finished(sentence: string): string {
  const line = sentence.replaceAll(/\s+/gu, " ");
  return /[.!?:)"'”]$/u.test(line) ? line : `${line}.`;
}

function withinSize(items: readonly CheckedItem[], errors: ReadonlySet<string>): readonly CheckedItem[] {
  let left = MOST_CHARACTERS;
  return items.filter(({ findings, text }) => {
    left -= text.length;
    return left >= 0 || findings.some((id) => errors.has(id));
  });
}
