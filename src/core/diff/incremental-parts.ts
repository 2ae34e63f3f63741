import { normalizeSql } from "./formatting.ts";

/** The code of a model, parted by when it counts. */
export interface IncrementalParts {
  /** What only an incremental run compiles, or compiles otherwise: `is_incremental()` blocks, and what is set for them. */
  readonly inside: string;
  readonly outside: string;
  /** The code in one spelling, for comparing. */
  readonly key: { readonly inside: string; readonly outside: string };
}

/** Parts the code of a model. In time linear in the text; an unclosed tag ends the search. */
export function incrementalParts(code: string | null): IncrementalParts {
  const pieces = markBlocks(piecesOf(code ?? ""));
  const words = new Set(textOf(pieces, true).match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  const parted = pieces.map((piece) => ({ ...piece, inside: piece.inside || words.has(setName(piece)) }));
  const [inside, outside] = [textOf(parted, true), textOf(parted, false)];
  return { inside, outside, key: { inside: spelled(inside), outside: spelled(outside) } };
}

interface Piece {
  readonly kind: "text" | "tag" | "expression" | "comment";
  readonly text: string;
  readonly inside: boolean;
}

const CLOSERS = { "{%": ["%}", "tag"], "{{": ["}}", "expression"], "{#": ["#}", "comment"] } as const;

function piecesOf(code: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string): void => {
    if (text !== "") pieces.push({ kind, text, inside: kind === "expression" && asks(text) });
  };
  let at = 0;
  for (const { index, 0: opener } of code.matchAll(/\{[%{#]/gu)) {
    if (index < at || !isOpener(opener)) continue;
    const [closer, kind] = CLOSERS[opener];
    const end = code.indexOf(closer, index + 2);
    if (end === -1) break;
    add("text", code.slice(at, index));
    at = end + 2;
    add(kind, code.slice(index, at));
  }
  add("text", code.slice(at));
  return pieces;
}

function isOpener(text: string): text is keyof typeof CLOSERS {
  return Object.hasOwn(CLOSERS, text);
}

function asks(text: string): boolean {
  return /\bis_incremental\b/u.test(text);
}

/** Marks what stands between an `if` that asks and its `endif`; blocks inside one another are counted. */
function markBlocks(pieces: readonly Piece[]): readonly Piece[] {
  let depth = 0;
  return pieces.map((piece) => {
    const word = piece.kind === "tag" ? /^\{%[-+]?\s*(\w+)/u.exec(piece.text)?.[1] : undefined;
    if (word === "if" && (depth > 0 || asks(piece.text))) depth += 1;
    const inside = piece.inside || depth > 0;
    if (word === "endif" && depth > 0) depth -= 1;
    return { ...piece, inside };
  });
}

/** The name that a `{% set … %}` gives a value to; empty for anything else. */
function setName({ kind, text }: Piece): string {
  return (kind === "tag" ? /^\{%[-+]?\s*set\s+([\p{L}_][\p{L}\p{N}_]*)/u.exec(text)?.[1] : undefined) ?? "";
}

function textOf(pieces: readonly Piece[], inside: boolean): string {
  return pieces
    .filter((piece) => piece.kind !== "comment" && piece.inside === inside)
    .map(({ text }) => text)
    .join("");
}

/** One spelling for what means the same; which alias a column is read by means nothing. */
function spelled(code: string): string {
  return normalizeSql(code).replaceAll(/(?<![\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]* \. /gu, "");
}
