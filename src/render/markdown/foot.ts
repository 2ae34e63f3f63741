import type { Report } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { draftLabel } from "./draft.ts";

/** Longer lines keep only who reviewed. */
const MAX_LENGTH = 500;

/** The last line: what was compared, with which versions, and who worded it. No time: equal reviews stay equal bytes. */
export function renderFoot(report: Report): string {
  const { base, head } = report.artifacts;
  const sides = [report.request.base, report.request.head].map(renderSide).filter((side) => side !== "");
  const version = `Headgate ${codeSpan(report.generator.version, 30)}`;
  const label = draftLabel(report.draft);
  const who = [version, label].filter((fact) => fact !== "").join(" · ");
  const facts = [
    sides.join(" → "),
    `dbt ${change(base.dbtVersion, head.dbtVersion)}`,
    ...(head.adapterType === null ? [] : [codeSpan(head.adapterType, 30)]),
    who,
  ];
  const line = facts.filter((fact) => fact !== "").join(" · ");
  // Names that need much escaping would crowd out the review.
  return `<sub>${line.length > MAX_LENGTH ? who : line}</sub>`;
}

function renderSide({ sha, ref }: Report["request"]["base"]): string {
  const commit = sha === null ? "" : codeSpan(sha.slice(0, 8));
  const branch = ref === null ? "" : codeSpan(ref, 60);
  return [branch, commit].filter((text) => text !== "").join(" ");
}

function change(before: string, after: string): string {
  const [old, now] = [before, after].map((version) => (version === "" ? "unknown" : codeSpan(version, 20)));
  return old === now ? (now ?? "") : `${old ?? ""} → ${now ?? ""}`;
}
