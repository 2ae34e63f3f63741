import type { ExportSetting, WarehouseSql } from "./warehouse-sql.ts";

/** A statement to be run as it stands: what it needs and what it cannot tell come first, as comments. */
export function printExport(
  warehouse: WarehouseSql,
  kind: "raw" | "aggregate",
  setting: ExportSetting,
): string {
  const what = kind === "raw" ? "every query" : "counts of reads";
  const comments = [
    `${warehouse.title}: ${what} of ${stretchOf(warehouse, setting)}, for \`headgate usage build\`.`,
    "",
    "Rights that it needs:",
    ...warehouse.rights.map((right) => `  ${right}`),
    "",
    "Limits:",
    ...warehouse.limits.map((limit) => `  ${limit}`),
  ];
  const head = comments.map((line) => `-- ${line}`.trimEnd()).join("\n");
  return `${head}\n\n${warehouse[kind](setting)}`;
}

function stretchOf({ reachDays }: WarehouseSql, { days }: ExportSetting): string {
  if (reachDays === null) return "the time since the last reset";
  return days > reachDays ? `${days} days, as far as they are kept` : `${days} days`;
}
