/** What an edit means to who reads the result; each edit means one thing. `none`: nothing, or another rule's business. */
export type SqlMeaning =
  | "column"
  | "deduplication"
  | "fan_out"
  | "filter"
  | "grain"
  | "join"
  | "limit"
  | "none"
  | "nulls"
  | "set_operation"
  | "source"
  | "time";
