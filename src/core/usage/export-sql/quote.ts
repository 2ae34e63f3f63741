/** A text as Snowflake, BigQuery and Databricks read it: a backslash goes before a quote, and before itself. */
export function withBackslashes(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** A text as Redshift reads it: quotes are doubled, and so are backslashes. */
export function withDoubledQuotes(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
