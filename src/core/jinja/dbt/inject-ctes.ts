/** The SQL of an ephemeral model under the name that its readers call it by. */
export interface EphemeralCte {
  readonly name: string;
  readonly sql: string;
}

/** White space and comments before the first word. */
const LEAD = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/u;
const WITH = /^with\s+(?:recursive\s+)?/iu;

/** Puts ephemeral models before a statement that reads them, as dbt does (dbt-core: compilation.py, inject_ctes_into_sql). */
export function injectCtes(sql: string, ctes: readonly EphemeralCte[]): string {
  if (ctes.length === 0) return sql;
  const written = ctes.map((cte) => ` ${cte.name} as (\n${cte.sql}\n)`).join(",");
  const lead = LEAD.exec(sql)?.[0] ?? "";
  const rest = sql.slice(lead.length);
  const opener = WITH.exec(rest)?.[0];
  return opener === undefined
    ? `${lead}with${written}\n${rest}`
    : `${lead}${opener.trimEnd()}${written}, ${rest.slice(opener.length)}`;
}
