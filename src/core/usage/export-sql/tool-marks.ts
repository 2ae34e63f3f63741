/** How a tool marks its queries, in a comment or a query tag. */
interface ToolMark {
  readonly tool: string;
  /** A pattern of LIKE that the marked text matches. */
  readonly like: string;
  /** A regular expression whose one group is the dashboard, project or question; null where the mark names none. */
  readonly dashboard: string | null;
}

/** Written with constructs that every warehouse's regular expressions have alike: no backslash, no lookaround. */
const toolMarks: readonly ToolMark[] = [
  { tool: "Looker", like: "%Looker Query Context%", dashboard: null },
  { tool: "Metabase", like: "%Metabase%query%Hash%", dashboard: 'dashboardI[dD]"?: ?"?([0-9]+)' },
  { tool: "Hex", like: "%Hex query metadata:%", dashboard: '"project_id": ?"([^"]+)"' },
  { tool: "Redash", like: "%Query ID: %Query Hash: %", dashboard: "Query ID: ([0-9]+)" },
  { tool: "Streamlit", like: '%"StreamlitName"%', dashboard: '"StreamlitName": ?"([^"]+)"' },
];

/** SQL that gives the tool which marked a text, else another expression. */
export function toolOf(text: string, otherwise: string): string {
  const cases = toolMarks.map(({ tool, like }) => `when ${text} like '${like}' then '${tool}'`);
  return `case ${cases.join(" ")} else ${otherwise} end`;
}

/** SQL that gives the dashboard which a tool wrote into a text, or null. `extract`: the group of a pattern in that text. */
export function dashboardOf(text: string, extract: (pattern: string) => string): string {
  const cases = toolMarks.flatMap(({ like, dashboard }) =>
    dashboard === null ? [] : [`when ${text} like '${like}' then ${extract(dashboard)}`],
  );
  return `case ${cases.join(" ")} end`;
}

/**
 * SQL that is true where dbt did not write a text: its query comment, wherever it stands, and with whatever spaces
 * (dbt-adapters: contracts/connection.py, DEFAULT_QUERY_COMMENT).
 */
export function notOfDbt(text: string): string {
  return `replace(${text}, ' ', '') not like '%"app":"dbt"%'`;
}
