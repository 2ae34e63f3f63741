import { ranApart, type Compiled } from "./run-kind.ts";

/** What of an object can be read as SQL. */
interface Coded extends Compiled {
  /** Left out on tests, which are SQL. */
  readonly language?: string;
}

/**
 * How the text of an object comes about: as dbt compiled it, or rendered by Headgate from the raw code. `guessed`: the raw
 * code depends on what nobody knows without a warehouse or settings.
 */
export type TextOrigin = "compiled" | "rendered" | "guessed";

/**
 * From what the SQL of an object is read. Two texts that are compared must come about in the same way, or what one way
 * cannot see would look like a change: compiled code counts where the other side has it too, of a run of the same kind,
 * or has no such object.
 * Null where there is no SQL; Python is none.
 */
export function textFrom(node: Coded, twin: Coded | null): "compiled" | "raw" | null {
  if (node.language === "python") return null;
  const sides = twin === null ? [node] : [node, twin];
  const isCompiled = sides.every(({ compiledCode }) => hasText(compiledCode));
  const isRaw = sides.every(({ rawCode }) => hasText(rawCode));
  const isApart = isRaw && twin !== null && ranApart(node, twin);
  if (isCompiled && !isApart) return "compiled";
  if (isRaw) return "raw";
  return hasText(node.compiledCode) ? "compiled" : hasText(node.rawCode) ? "raw" : null;
}

function hasText(code: string | null): boolean {
  return code !== null && code.trim() !== "";
}

/** Compiled SQL, or what was rendered, without what every run writes otherwise. */
export function withoutRun(sql: string, rawCode: string | null): string {
  return sql.replace(OF_THE_RUN, (literal) =>
    rawCode?.includes(literal.slice(1, -1)) === true ? literal : "'(of the run)'",
  );
}

/**
 * Times of day and ids that `run_started_at`, `invocation_id` and the like write into compiled code: every run writes
 * others, and the author wrote none.
 */
const OF_THE_RUN =
  /'(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[^'\n]{0,20}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})'/gu;
