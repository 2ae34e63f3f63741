import { format } from "sql-formatter";
import { compareReadings } from "../../build/core/sql/reading.js";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { asked } from "./statements.mjs";

const LANGUAGES = {
  postgres: "postgresql",
  tsql: "transactsql",
  databricks: "spark",
};

/**
 * Every statement written in two other styles, with a comment before it: nothing of it is a change.
 * @param {import("./statements.mjs").Statement[]} statements
 */
export async function measureFormatting(statements) {
  const engine = sqlEngine();
  const rows = [];
  for (const statement of statements) {
    for (const style of STYLES) {
      const text = written(statement, style);
      if (text === null) continue;
      const [before, after] = await engine.read([asked(statement), asked(statement, text)]);
      const change = compareReadings(before, after, statement.adapter);
      rows.push({ id: statement.id, quiet: change.class === "none" && change.edits.length === 0, change });
    }
  }
  await engine.close();
  const loud = rows.filter(({ quiet, change }) => !quiet && change.class !== "unknown");
  const unknown = rows.filter(({ change }) => change.class === "unknown");
  return {
    missed: loud.length > 0 ? ["no change in what is only formatted anew"] : [],
    lines: [
      `Formatting only: ${rows.length} texts written anew, ${loud.length} false changes, ${unknown.length} not to be compared`,
      ...loud.map(({ id, change }) => `  ${id}: ${change.edits.map(({ kind }) => kind).join(", ")}`),
      ...unknown.map(({ id }) => `  not compared: ${id}`),
    ],
  };
}

const STYLES = [
  { keywordCase: "upper", indentStyle: "tabularLeft", tabWidth: 7 },
  { keywordCase: "lower", logicalOperatorNewline: "after", expressionWidth: 120, denseOperators: true },
];

/** Null where the formatter does not take the statement. */
function written({ dialect, sql }, style) {
  try {
    return `-- written anew\n${format(sql, { language: LANGUAGES[dialect] ?? dialect, ...style })}`;
  } catch {
    return null;
  }
}
