import { BACKSLASH, QUOTE } from "./bytes.ts";
import type { ByteWindow } from "./byte-window.ts";
import { MalformedJson } from "./malformed-json.ts";

/** Behind the key that begins where the window looks; 0 where it has escapes or its end is not in sight. */
export function plainKeyEnd({ bytes, position, end }: ByteWindow): number {
  const quote = bytes.indexOf(QUOTE, position + 1);
  return quote < 0 || quote >= end || bytes[quote - 1] === BACKSLASH ? 0 : quote + 1;
}

/** What a key says. Throws `MalformedJson`. */
export function decodeKey(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    throw new MalformedJson("not-json", quoted, { cause: error });
  }
}
