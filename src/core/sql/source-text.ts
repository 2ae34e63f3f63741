/** What of an object can be read as SQL. */
interface Compiled {
  readonly language: string;
  readonly compiledCode: string | null;
}

/** The SQL of an object: its compiled code. Null where there is none; Python is not SQL. */
export function sourceText({ language, compiledCode }: Compiled): string | null {
  if (language === "python" || compiledCode === null || compiledCode.trim() === "") return null;
  return compiledCode;
}
