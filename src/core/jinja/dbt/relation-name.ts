/** A part of a relation's name as it is written: `"shop"` or `shop`. */
export interface NamePart {
  readonly name: string;
  readonly isQuoted: boolean;
}

const CLOSERS: Readonly<Record<string, string>> = { '"': '"', "`": "`", "[": "]" };

/** The parts of a relation's name as a warehouse writes it, dots inside quotes left alone. In time linear in the text. */
export function splitName(written: string): readonly NamePart[] {
  const parts: NamePart[] = [];
  let at = 0;
  while (at < written.length) {
    const closer = Object.hasOwn(CLOSERS, written[at] ?? "") ? CLOSERS[written[at] ?? ""] : undefined;
    const end = closer === undefined ? -1 : written.indexOf(closer, at + 1);
    if (end !== -1) {
      parts.push({ name: written.slice(at + 1, end), isQuoted: true });
      at = end + 2;
      continue;
    }
    const dot = written.indexOf(".", at);
    const stop = dot === -1 ? written.length : dot;
    parts.push({ name: written.slice(at, stop), isQuoted: false });
    at = stop + 1;
  }
  return parts;
}
