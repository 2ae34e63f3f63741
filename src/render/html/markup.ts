import { escapeHtml, plainBlock } from "../escape.ts";

/** An element around parts that are HTML already; empty parts are left out. */
export function element(tag: string, parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== "");
  return filled.length === 0 ? "" : `<${tag}>\n${filled.join("\n")}\n</${tag}>`;
}

/** A list of items that are HTML already; nothing for no items. */
export function list(items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<ul>\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</ul>`;
}

/** Lines of code in a block, with their indentation; nothing for an empty text. */
export function codeLines(text: string): string {
  if (text === "") return "";
  return `\n<pre>${plainBlock(text).map(escapeCodeLine).join("\n")}</pre>`;
}

function escapeCodeLine(line: string): string {
  const text = line.trimStart();
  return " ".repeat(line.length - text.length) + escapeHtml(text);
}
