import { Refusal } from "../refusal.ts";

/** A quoted scalar and where what follows it begins. */
interface Quoted {
  readonly text: string;
  readonly end: number;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\u001b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
]);

/** Reads a scalar that begins with a quote at `start`. One that goes on in another line is not read. */
export function quotedScalar(text: string, start: number): Quoted {
  return text[start] === "'" ? singleQuoted(text, start) : doubleQuoted(text, start);
}

function singleQuoted(text: string, start: number): Quoted {
  const match = /'((?:[^'\n]|'')*)'/uy;
  match.lastIndex = start;
  const found = match.exec(text);
  if (found === null) throw new Refusal("A quoted text in YAML does not end in its line.");
  return { text: (found[1] ?? "").replaceAll("''", "'"), end: match.lastIndex };
}

function doubleQuoted(text: string, start: number): Quoted {
  const match = /"((?:[^"\\\n]|\\[^\n])*)"/uy;
  match.lastIndex = start;
  const found = match.exec(text);
  if (found === null) throw new Refusal("A quoted text in YAML does not end in its line.");
  const unescaped = (found[1] ?? "").replaceAll(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^\n])/gu, (escape) => {
    const code = escape.length > 2 ? String.fromCodePoint(Number.parseInt(escape.slice(2), 16)) : null;
    const character = code ?? ESCAPES.get(escape.slice(1));
    if (character === undefined) throw new Refusal(`YAML has no escape ${escape}.`);
    return character;
  });
  return { text: unescaped, end: match.lastIndex };
}
