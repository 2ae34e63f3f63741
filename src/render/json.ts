import type { Report } from "../core/report.ts";

/** The whole report as JSON, two spaces deep, with a final newline. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
