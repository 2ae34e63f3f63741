/** Why an entry of a log does not count as use, in the words in which it is told. */
export const LEFT_OUT_WORDS = {
  dbt: "dbt's own statements",
  loader: "loaders and integrations",
  "excluded-user": "users who are left out",
  failed: "failed queries",
  "not-a-query": "statements that are no queries",
  duplicate: "entries that stood there twice",
  future: "entries of a time to come",
  broken: "lines that could not be read",
  empty: "entries without a text",
} as const;

/** See `LEFT_OUT_WORDS`. */
export type LeftOut = keyof typeof LEFT_OUT_WORDS;

/** Every reason, in the order in which it is told. */
export const LEFT_OUT = [
  "dbt",
  "loader",
  "excluded-user",
  "failed",
  "not-a-query",
  "duplicate",
  "future",
  "broken",
  "empty",
] as const satisfies readonly LeftOut[];
