import { z } from "zod";

/**
 * A regular expression over whole logs. DuckDB reads it by RE2, which knows neither look-around nor back references; what
 * is refused here would be refused there, in the middle of the work.
 */
export const Pattern = z.string().min(1).refine(isPattern, {
  message: "is no regular expression that RE2 takes (no look-around, no back references)",
});

function isPattern(text: string): boolean {
  if (/\(\?[=!<]|\\[1-9]/u.test(text)) return false;
  try {
    // oxlint-disable-next-line no-new -- only whether it can be read
    new RegExp(text.replace(/^\(\?i\)/u, ""), "u");
    return true;
  } catch {
    return false; // and the message says what is wanted
  }
}
