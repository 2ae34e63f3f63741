const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\n", ""],
]);

const ESCAPE = /\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[^])/g;

/** The value of a string literal from what stands between its quotes. Escapes as Python's; unknown ones stay as written. */
export function unescaped(written: string): string {
  if (!written.includes("\\")) return written;
  return written.replace(ESCAPE, (whole: string, escape: string) => valueOf(escape) ?? whole);
}

function valueOf(escape: string): string | undefined {
  const simple = SIMPLE.get(escape);
  if (simple !== undefined) return simple;
  if (/^[0-7]/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
  if (escape.length === 1) return undefined;
  const code = Number.parseInt(escape.slice(1), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
