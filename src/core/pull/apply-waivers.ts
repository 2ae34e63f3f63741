import { isUncompared } from "../build-report.ts";
import { draftFromTemplate } from "../draft/template.ts";
import { concludeVerdict } from "../findings/conclude.ts";
import type { Draft, Finding, Report, Severity } from "../report.ts";
import type { Waiver } from "./state.ts";

/** Severities from the least to the most grave. */
const GRAVITY: readonly Severity[] = ["note", "warning", "error"];

/**
 * A report with exactly these waivers in force and its verdict concluded anew; those that it held before are replaced.
 * A waiver is bound to the finding's fingerprint, and covers it only as long as the finding is no graver than when it was
 * accepted: what was waived as a warning and is an error after another push is open again (threat model, T9).
 */
export function applyWaivers(report: Report, waivers: readonly Waiver[]): Report {
  const findings = report.findings.map((finding) => ({ ...finding, waived: waivedBy(finding, waivers) }));
  const isSame = findings.every((finding, index) => isWaivedAlike(finding, report.findings[index]));
  if (isSame) return { ...report, findings };
  const verdict = concludeVerdict(findings, isPartial(report));
  return { ...report, findings, verdict, draft: draftOf({ ...report, findings, verdict }) };
}

/** Whether a waiver, if there is one, is of a severity that covers the finding. */
function covers(waiver: Waiver, finding: Finding): boolean {
  return (
    waiver.fingerprint === finding.fingerprint &&
    GRAVITY.indexOf(finding.severity) <= GRAVITY.indexOf(waiver.severity)
  );
}

function waivedBy(finding: Finding, waivers: readonly Waiver[]): Finding["waived"] {
  const waiver = waivers.findLast((candidate) => covers(candidate, finding));
  return waiver === undefined ? null : { by: waiver.by, reason: waiver.reason, at: waiver.at };
}

function isWaivedAlike(finding: Finding, before: Finding | undefined): boolean {
  return (finding.waived === null) === ((before?.waived ?? null) === null);
}

/**
 * Whether the review missed something, told from the report alone. A verdict of clean or incomplete says so itself; where
 * findings hid it, a failed stage, an unreadable artifact and SQL that was not compared all count.
 */
function isPartial(report: Report): boolean {
  if (report.verdict === "clean") return false;
  if (report.verdict === "incomplete") return true;
  return report.changes.some(isUncompared) || report.fidelity.some(({ state }) => state === "unreadable");
}

/** A template counts the findings to look at, so it is worded anew. A model's words stay: they name their findings. */
function draftOf(report: Report): Draft {
  if (report.draft.origin === "model") return report.draft;
  const { reason } = report.draft;
  return { ...draftFromTemplate(report), ...(reason === undefined ? {} : { reason }) };
}
