const REST = "\n\nThe rest does not fit here.";

/** A text of at most that many UTF-8 bytes: cut at the end of a line where it is longer, and saying so. */
export function fit(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const room = Buffer.from(text).subarray(0, most - Buffer.byteLength(REST));
  // A character that was cut in the middle decodes to a replacement character.
  const start = new TextDecoder().decode(room).replace(/\u{FFFD}$/u, "");
  const lineEnd = start.lastIndexOf("\n");
  return `${lineEnd > 0 ? start.slice(0, lineEnd) : start}${REST}`;
}
