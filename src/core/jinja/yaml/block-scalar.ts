import { Refusal } from "../refusal.ts";
import { indentOf, type Lines } from "./lines.ts";

/** The text of a block that `|` or `>` heads; its lines are indented further than `indent`. */
export function blockScalar(header: string, lines: Lines, indent: number): string {
  const [, style, chomping] = /^([|>])([-+]?)$/u.exec(header) ?? [];
  if (style === undefined) throw new Refusal("This form of YAML is not read.");
  const block = lines.takeBlock(indent);
  const first = block.find((line) => line.trim() !== "") ?? "";
  const own = block.map((line) => line.slice(indentOf(first)));
  const text = (style === "|" ? own.join("\n") : folded(own)).replace(/\n*$/u, "");
  const blank = own.length - own.findLastIndex((line) => line !== "") - 1;
  if (chomping === "-" || first === "") return text;
  return text + "\n".repeat(chomping === "+" ? blank + 1 : 1);
}

/** A line end is a space, a blank line is a line end. Lines that are indented further are not read. */
function folded(lines: readonly string[]): string {
  if (lines.some((line) => line.startsWith(" "))) throw new Refusal("This form of YAML is not read.");
  return lines
    .join("\n")
    .replaceAll(/(?<!\n)\n(?=[^\n])/gu, " ")
    .replaceAll(/\n\n/gu, "\n");
}
