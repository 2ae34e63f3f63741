import type { NotUse } from "../../core/usage/not-use.ts";
import type { DashboardPattern, ToolPattern } from "../../core/usage/tools.ts";
import { quoted } from "./database.ts";

/** Where tools and dbt leave their marks. */
const SAID = ["text", "tags"];

/** SQL for why an entry is no use of what it reads; NULL where it is one. `now`: ISO time after which nothing can have happened. */
export function leftOutSql(rules: readonly NotUse[], now: string): string {
  const cases = [
    "WHEN blank THEN 'broken'",
    "WHEN text IS NULL AND reads IS NULL AND relation IS NULL THEN 'empty'",
    "WHEN failed THEN 'failed'",
    `WHEN ts > TIMESTAMP ${quoted(now)} THEN 'future'`,
    ...rules.map((rule) => `WHEN ${ruleSql(rule)} THEN ${quoted(rule.reason)}`),
  ];
  return `CASE ${cases.join("\n  ")} END`;
}

function ruleSql(rule: NotUse): string {
  const { marks = [], pattern, near, unless, user, application, statementType } = rule;
  const signs = [
    ...(statementType === undefined ? [] : [fits("stype", statementType)]),
    ...(user === undefined ? [] : [fits("usr", user)]),
    ...(application === undefined ? [] : [fits("app", application)]),
    ...marksSql(marks),
    ...(pattern === undefined ? [] : [nearSql(near) + fits("text", pattern)]),
  ];
  if (signs.length === 0) return "false";
  const except = unless === undefined ? "" : ` AND NOT ${fits("text", unless)}`;
  return `coalesce(${signs.join(" OR ")}, false)${except}`;
}

function nearSql(near: readonly string[] | undefined): string {
  if (near === undefined) return "";
  return `(${near.map((word) => `contains(coalesce(text, ''), ${quoted(word)})`).join(" OR ")}) AND `;
}

/** SQL for the tool that sent an entry. */
export function toolSql(tools: readonly ToolPattern[]): string {
  const cases = tools.map((tool) => `WHEN ${isSentBy(tool)} THEN ${quoted(tool.name)}`);
  return `coalesce(said_tool, CASE ${cases.join("\n  ")} END)`;
}

/** SQL for the dashboard, notebook or report that an entry names, its column `tool` known. */
export function dashboardSql(tools: readonly ToolPattern[]): string {
  return `coalesce(said_dash, ${perTool(tools, ({ dashboards = [] }) => dashboards.map(foundSql))})`;
}

/** SQL for the person behind an entry: whom the tool names, else who logged in. */
export function personSql(tools: readonly ToolPattern[]): string {
  const named = perTool(tools, ({ name, person }) =>
    person === undefined ? [] : [foundSql({ pattern: person, label: `${name} user ` })],
  );
  return `coalesce(${named}, usr)`;
}

function perTool(tools: readonly ToolPattern[], valuesOf: (tool: ToolPattern) => readonly string[]): string {
  const cases = tools.flatMap((tool) => {
    const values = valuesOf(tool);
    return values.length === 0 ? [] : [`WHEN ${quoted(tool.name)} THEN coalesce(${values.join(", ")})`];
  });
  return cases.length === 0 ? "NULL" : `CASE tool ${cases.join("\n  ")} END`;
}

function foundSql({ pattern, label }: DashboardPattern): string {
  return `(${quoted(label)} || nullif(regexp_extract(concat_ws(' ', tags, text), ${quoted(pattern)}, 1), ''))`;
}

function isSentBy({ marks = [], application }: ToolPattern): string {
  const signs = [...(application === undefined ? [] : [fits("app", application)]), ...marksSql(marks)];
  return signs.length === 0 ? "false" : `coalesce(${signs.join(" OR ")}, false)`;
}

/** A text that is NULL has no marks, and hides none of the tags. */
function marksSql(marks: readonly string[]): readonly string[] {
  return SAID.flatMap((column) => marks.map((mark) => `contains(coalesce(${column}, ''), ${quoted(mark)})`));
}

function fits(column: string, pattern: string): string {
  return `regexp_matches(coalesce(${column}, ''), ${quoted(pattern)})`;
}
