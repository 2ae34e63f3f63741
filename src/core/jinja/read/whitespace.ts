/** What Python's `\s` and `str.strip()` take for white space beyond ASCII, as UTF-16 codes. */
const WIDE: ReadonlySet<number> = new Set([
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
  0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
]);

/** Whether Python takes a UTF-16 code for white space. */
export function isSpace(code: number): boolean {
  if (code >= 0x80) return WIDE.has(code);
  return code === 0x20 || (code >= 9 && code <= 13) || (code >= 0x1c && code <= 0x1f);
}

/** The first position from `start` on that is not white space. */
export function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The end of `text` up to `end` without the white space before it. */
export function beforeSpace(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
