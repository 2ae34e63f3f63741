const COLUMNS = [
  "pair",
  "dbt selects",
  "changes",
  "impact",
  "error",
  "warning",
  "note",
  "lines",
  "allowed",
  "verdict",
  "faults",
];

/** @param {import("./review-pair.mjs").Row[]} rows */
export function printTable(rows) {
  const lines = [COLUMNS, ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_name, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
  for (const { name, faults } of rows) for (const fault of faults) console.log(`  ${name}: ${fault}`);
}

function cellsOf({ name, report, selects, allowance, lines, faults }) {
  if (report === null)
    return [name, "-", "-", "-", "-", "-", "-", "-", "-", "not read", String(faults.length)];
  const count = (severity) =>
    String(report.findings.filter((finding) => finding.severity === severity).length);
  const { changes, impact, verdict } = report;
  const sizes = [String(changes.length), String(impact.length)];
  const findings = [count("error"), count("warning"), count("note")];
  return [name, selects, ...sizes, ...findings, String(lines), allowance, verdict, String(faults.length)];
}

/** The noise budget over all pairs: findings a pair, and the share of the loudest rule. */
export function printSummary(rows) {
  const reports = rows.flatMap(({ report }) => (report === null ? [] : [report]));
  const counts = reports.map(({ findings }) => findings.length).sort((left, right) => left - right);
  const byRule = new Map();
  for (const { findings } of reports)
    for (const { rule } of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const loudest = [...byRule].sort((left, right) => right[1] - left[1]).slice(0, 5);
  const share = (count) => `${Math.round((count / Math.max(total, 1)) * 100)} %`;
  console.log(
    `\n${reports.length} of ${rows.length} pairs reviewed; ${rows.filter(({ faults }) => faults.length > 0).length} with faults`,
  );
  console.log(
    `findings a pair: median ${quantile(counts, 0.5)}, 95th percentile ${quantile(counts, 0.95)}, total ${total}`,
  );
  console.log(
    `loudest rules: ${loudest.map(([rule, count]) => `${rule} ${count} (${share(count)})`).join(", ")}`,
  );
}

function quantile(sorted, share) {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
