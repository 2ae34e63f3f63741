import { Refusal } from "../refusal.ts";
import type { Expr } from "../template.ts";
import type { Reader } from "./reader.ts";
import { described } from "./token.ts";

/** One expression, or a tuple of those that commas part. `empty`: whether nothing at all is an empty tuple. */
export function readTuple(
  { tokens }: Reader,
  {
    empty,
    item,
    ends = [],
  }: { readonly empty: boolean; readonly item: () => Expr; readonly ends?: readonly string[] },
): Expr {
  const items: Expr[] = [];
  let comma = false;
  while (!isEnd(tokens.current.kind, tokens.current.text, ends)) {
    items.push(item());
    if (!tokens.skip("operator", ",")) break;
    comma = true;
  }
  const [only] = items;
  if (!comma && only !== undefined) return only;
  if (only === undefined && !empty) {
    throw new Refusal(`Unexpected ${described(tokens.current)}: an expression was expected.`);
  }
  return { type: "tuple", items };
}

function isEnd(kind: string, text: string, ends: readonly string[]): boolean {
  if (kind === "name") return ends.includes(text);
  return kind === "block-end" || kind === "output-end" || (kind === "operator" && text === ")");
}
