import { LIMITS, plainText } from "../escape.ts";

/**
 * A plain-text message of SARIF: braces are doubled (SARIF 2.1.0, section 3.11.5), and what would be read as
 * an embedded link (section 3.11.6) is parted.
 */
export function message(parts: readonly string[]): { readonly text: string } {
  const texts = parts.map((part) => plainText(part, LIMITS.prose * 4)).filter((part) => part !== "");
  const text = texts.map((part) => (/[.!?:]$/u.test(part) ? part : `${part}.`)).join(" ");
  return { text: text.replace(/[{}]/gu, "$&$&").replaceAll("](", "] (") };
}
