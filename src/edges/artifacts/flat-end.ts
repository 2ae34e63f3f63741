import { CLOSE_OBJECT, OPEN_OBJECT } from "./bytes.ts";
import type { ByteWindow } from "./byte-window.ts";

/** Longer values are scanned: by then the scan's code is warm, and it makes nothing that must be thrown away. */
const FARTHEST = 1 << 20;

/**
 * Behind an object that nobody needs, where no other stands in it, as in the maps of a manifest; 0 where it must be scanned.
 * It ends no sooner than with its first closing bracket, so no byte is looked at twice, and JSON.parse proves that it ends there.
 */
export function flatEnd({ bytes, position, end }: ByteWindow): number {
  if (bytes[position] !== OPEN_OBJECT) return 0;
  const bracket = bytes.indexOf(CLOSE_OBJECT, position);
  if (bracket < 0 || bracket >= Math.min(end, position + FARTHEST)) return 0;
  const text = bytes.toString("latin1", position, bracket + 1);
  return !text.includes("{", 1) && isJson(text) ? bracket + 1 : 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
