/** What the lexer tells apart. Delimiters come out as begin and end; comments and spaces not at all. */
export type TokenKind =
  | "text"
  | "block-begin"
  | "block-end"
  | "output-begin"
  | "output-end"
  | "name"
  | "string"
  | "integer"
  | "float"
  | "operator"
  | "end";

/** One token. `text` is the value of a string, without quotes and escapes, and the spelling of everything else. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
}

const NAMES: Readonly<Record<TokenKind, string>> = {
  text: "text of the template",
  "block-begin": "begin of a block",
  "block-end": "end of the block",
  "output-begin": "begin of an output",
  "output-end": "end of the output",
  name: "name",
  string: "string",
  integer: "integer",
  float: "float",
  operator: "operator",
  end: "end of the template",
};

/** How a message names a token. */
export function described(token: Token): string {
  return token.kind === "name" || token.kind === "operator" ? `\`${token.text}\`` : NAMES[token.kind];
}

/** How a message names a kind that was expected. */
export function describedKind(kind: TokenKind): string {
  return NAMES[kind];
}
