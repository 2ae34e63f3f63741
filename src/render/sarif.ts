import type { Fidelity, Report } from "../core/report.ts";
import { plainText } from "./escape.ts";
import { renderResult, rulesOf } from "./sarif/result.ts";
import { message } from "./sarif/message.ts";
import { verdictLine } from "./verdict-line.ts";

/** The review as a SARIF 2.1.0 log (OASIS standard), for GitHub code scanning and editors. No time in it: equal reviews give equal bytes. */
export function renderSarif(report: Report): string {
  const rules = rulesOf(report.findings);
  const paths = new Map(report.changes.map((change) => [change.uniqueId, change.path]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Headgate",
            version: plainText(report.generator.version, 40),
            rules: [...rules.values()],
          },
        },
        invocations: [
          {
            executionSuccessful: report.verdict !== "incomplete",
            toolExecutionNotifications: report.fidelity.map(renderNotification),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) => renderResult(finding, [...rules.keys()], paths)),
        properties: { verdict: report.verdict, summary: verdictLine(report) },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const LEVELS: Readonly<Record<Fidelity["state"], "none" | "note" | "warning" | "error">> = {
  used: "none",
  missing: "note",
  partial: "warning",
  unreadable: "error",
};

function renderNotification(line: Fidelity): object {
  return {
    descriptor: { id: `input-${line.state}` },
    level: LEVELS[line.state],
    message: message([`${line.input} (${line.state})`, line.effect, line.fix]),
  };
}
