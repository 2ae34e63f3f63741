/**
 * How a version of dbt compares the data types of a contract.
 * `text`: as written (dbt 1.5 to 1.10, and again 2.0). `base`: lower case, cut at the first parenthesis
 * (1.11.0 and later 1.x; dbt-core: core/dbt/contracts/graph/nodes.py `_normalize_data_type_for_comparison`, from v1.11.0rc2).
 */
export type TypeRule = "text" | "base";

/** The rule of a dbt version as the manifest writes it; dbt's present 1.x rule when the version cannot be read. */
export function typeRuleOf(dbtVersion: string): TypeRule {
  const [, first = "", second = ""] = /^v?(\d{1,6})\.(\d{1,6})/u.exec(dbtVersion) ?? [];
  if (first === "") return "base";
  const release = Number(first) * 1000 + Number(second);
  // Versionless dbt is dated, 2025.7.9: it follows the newest 1.x, which has had this rule since December 2025.
  const isBase = (release >= 1011 && release < 2000) || release >= 2025_012;
  return isBase ? "base" : "text";
}

/** Whether dbt calls this change of a declared type a break under this rule. */
export function dbtTellsApart(before: string | null, after: string | null, rule: TypeRule): boolean {
  if (before === after) return false;
  return rule === "text" || baseOf(before) !== baseOf(after);
}

function baseOf(type: string | null): string | null {
  if (type === null) return null;
  const parenthesis = type.indexOf("(");
  return (parenthesis < 0 ? type : type.slice(0, parenthesis)).trim().toLowerCase();
}
