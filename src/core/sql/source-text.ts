/** What of an object can be read as SQL. */
interface Compiled {
  readonly language: string;
  readonly compiledCode: string | null;
  readonly rawCode: string | null;
}

/** The SQL of an object: its compiled code. Null where there is none; Python is not SQL. */
export function sourceText({ language, compiledCode, rawCode }: Compiled): string | null {
  if (language === "python" || compiledCode === null || compiledCode.trim() === "") return null;
  return compiledCode.replace(OF_THE_RUN, (literal) =>
    rawCode?.includes(literal.slice(1, -1)) === true ? literal : "'(of the run)'",
  );
}

/**
 * Times of day and ids that `run_started_at`, `invocation_id` and the like write into compiled code: every run writes
 * others, and the author wrote none.
 */
const OF_THE_RUN =
  /'(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[^'\n]{0,20}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})'/gu;
