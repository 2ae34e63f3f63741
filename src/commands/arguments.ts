import type { Parsed } from "./command.ts";

/** Longer names are none that a project has. */
const MAX_NODE = 300;

/** A command that takes no arguments. */
export function noArguments(text: string): Parsed<null> {
  return text === "" ? { kind: "args", args: null } : fault("The command takes no arguments.");
}

/** An id of a finding, `F3` in any letter case, and nothing else. */
export function findingArgument(text: string): Parsed<string> {
  const { id, rest } = splitFinding(text);
  if (id === null) return fault("Name a finding by its id, such as `F3`.");
  return rest === "" ? { kind: "args", args: id } : fault("The command takes one id and nothing else.");
}

/** An id of a finding, and the text after it as written. */
export interface FindingAndText {
  readonly id: string;
  readonly text: string;
}

/** An id of a finding and a text, which may be empty. */
export function findingAndText(text: string): Parsed<FindingAndText> {
  const { id, rest } = splitFinding(text);
  if (id === null) return fault("Name a finding by its id, such as `F3`.");
  return { kind: "args", args: { id, text: rest } };
}

/** A name or unique_id of an object, with or without a column, without spaces. */
export function nodeArgument(text: string): Parsed<string> {
  if (text === "" || /\s/u.test(text) || text.length > MAX_NODE)
    return fault("Name one object, such as `orders` or `model.shop.orders`.");
  return { kind: "args", args: text.replaceAll(/^`|`$/gu, "") };
}

/** What is wrong with arguments, in one sentence. */
export function fault(sentence: string): { readonly kind: "fault"; readonly fault: string } {
  return { kind: "fault", fault: sentence };
}

function splitFinding(text: string): { readonly id: string | null; readonly rest: string } {
  const [, number, rest = ""] = /^`?f([1-9]\d{0,4})`?(?:[\s:,]+(.*))?$/isu.exec(text) ?? [];
  return { id: number === undefined ? null : `F${number}`, rest };
}
