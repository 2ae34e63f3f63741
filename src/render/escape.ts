/**
 * The one place through which untrusted text passes on its way to a reader.
 * Names, SQL, descriptions and model answers come from a pull request: they may hold markup, mentions,
 * invisible characters or a copy of our own marker (threat model, T3).
 */

/** What a reader cannot see but a browser, terminal or model acts on: controls, zero-width, bidi, tags, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Most names: nothing in them has to be taken out. */
const PLAIN = /^[ -~]*$/u;
const WHITE_SPACE = /[\s\u0085]+/gu;
/** Stacked accents that paint over neighboring lines. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
/** Our own hidden comments start like this: a body is found again by it, so nobody else may write it. */
const OWN_MARKER = /headgate:(?=\S)/giu;
/** An invisible break that keeps GitHub from linking what follows. */
const BREAK = "\u200B";

/** Longest piece of prose, list of names, name and block that is shown. */
export const LIMITS = { prose: 600, list: 1_500, name: 90, blockLines: 60, blockLine: 240 } as const;

/** One line without invisible characters and without our marker. Spaces at its ends are kept. */
export function flatten(text: string): string {
  const visible = PLAIN.test(text)
    ? text
    : text.replace(WHITE_SPACE, " ").replace(INVISIBLE, "").replace(STACKED_MARKS, "$1");
  return visible.replace(OWN_MARKER, "headgate ").replace(/ {2,}/gu, " ");
}

/** Cuts to at most `max` characters; the last one is then an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** Text as one clean line for a place that knows no markup, such as a terminal. */
export function plainText(text: string, max: number = LIMITS.prose): string {
  return cut(flatten(text.slice(0, max * 4)).trim(), max);
}

/** Several lines for a code block: indentation is kept, invisible characters and our marker are not. */
export function plainBlock(text: string): readonly string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u);
  const shown = lines.slice(0, LIMITS.blockLines).map(plainCodeLine);
  const more = lines.length - shown.length;
  return more === 0 ? shown : [...shown, `… ${more} more lines`];
}

function plainCodeLine(line: string): string {
  const indent = /^[ \t]*/u.exec(line)?.[0].replaceAll("\t", "  ") ?? "";
  return cut(`${indent}${flatten(line.trim())}`.trimEnd(), LIMITS.blockLine);
}

/**
 * Prose for Markdown: shows exactly its characters, links nothing and pings nobody.
 * `startsLine`: it may stand where Markdown looks for a list, a heading or a quote.
 */
export function escapeMarkdown(text: string, startsLine = true): string {
  const inline = unlink(flatten(text)).replace(
    /[\\`*[\]~&<|$]|(?<=--)>|(?<![\p{L}\p{N}]_*)_|_(?!_*[\p{L}\p{N}])/gu,
    markdownCharacter,
  );
  if (!startsLine) return inline;
  return inline.replace(/^( *)([-+=#>])/u, "$1\\$2").replace(/^( *\d+)([.)])/u, "$1\\$2");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // A backslash before a pipe is read in two ways inside tables, so the entity.
  "|": "&#124;",
  // GitHub reads `$…$` as a formula; its documentation gives this way out.
  $: "<span>$</span>",
};

function markdownCharacter(character: string): string {
  return ENTITIES[character] ?? `\\${character}`;
}

/** A name or a piece of code in Markdown: a code span, also inside a table, whatever the text holds. */
export function codeSpan(text: string, max: number = LIMITS.name): string {
  const code = plainText(text, max);
  if (code === "") return "`(empty)`";
  if (!/[`|\\]|<[a-z!/?]|-->/iu.test(code)) return `\`${code}\``;
  return `<code>${code.replace(/[^\p{L}\p{M}\p{N} .,()/-]|--/gu, entitiesOf)}</code>`;
}

function entitiesOf(characters: string): string {
  return Array.from(characters, entityOf).join("");
}

function entityOf(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}

/** A block of code whose fence is longer than any fence inside it. */
export function codeBlock(text: string, language = ""): string {
  return fenced(plainBlock(text), language);
}

/**
 * A block of code that shows a text to the letter, for what is committed as it stands. Null when that cannot be shown
 * safely: it is too long, or holds what a reader cannot see.
 */
export function exactBlock(text: string, language: string): string | null {
  const lines = text.split("\n");
  const isShown = lines.length <= LIMITS.blockLines && lines.every(isPlainLine);
  return isShown ? fenced(lines, language) : null;
}

function isPlainLine(line: string): boolean {
  return line.length <= LIMITS.blockLine && line.search(INVISIBLE) === -1 && line.search(OWN_MARKER) === -1;
}

function fenced(lines: readonly string[], language: string): string {
  let fence = "```";
  while (lines.some((line) => line.includes(fence))) fence += "`";
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** Text for an HTML page, in content or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return flatten(text).replace(/[&<>"'`]/gu, entityOf);
}

/** Text between HTML tags inside a Markdown comment, where GitHub still links mentions. */
export function escapeSummary(text: string): string {
  return unlink(flatten(text)).replace(/[^\p{L}\p{M}\p{N} .,:()/@#\u200B-]/gu, entityOf);
}

/** Takes from mentions, issue references and addresses what makes GitHub link them. */
function unlink(text: string): string {
  return text
    .replace(/@(?=[\p{L}\p{N}_-])/gu, `@${BREAK}`)
    .replace(/#(?=\d)/gu, `#${BREAK}`)
    .replace(/\b(GH-)(?=\d)/giu, `$1${BREAK}`)
    .replace(/:(?=\/\/)/gu, `:${BREAK}`)
    .replace(/\b(mailto|xmpp):/giu, `$1${BREAK}:`)
    .replace(/\bwww\./giu, `www${BREAK}.`);
}
