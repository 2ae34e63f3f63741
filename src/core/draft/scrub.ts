import { isGlossary } from "./glossary.ts";

/** Controls, zero-width, bidi, tags, fillers: what a reader cannot see but a model acts on. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const WHITE_SPACE = /[\s\u0085]+/gu;
/** What a fence of ours looks like. */
const FENCE_MARKS = /<{3,}|>{3,}/gu;

/** Shapes of secrets: tokens of code hosts, clouds, chats and models, keys, signed tokens, credentials in addresses. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*KEY-----.*?(?:-----END [A-Z ]*KEY-----|$)/gu,
  /\b(?:gh[pousr]|github_pat|glpat|xox[abprs]|sk|pk|rk|dapi|dbt[cu])[_-][\w-]{12,}/giu,
  /\b(?:AKIA|ASIA|AIza)[\w-]{12,}/gu,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/gu,
  /\b(?:password|passwd|secret|token|api_?key)\s*[=:]\s*\S+/giu,
  /\b(?=\w*\d)(?=\w*[a-z])[\da-z]{32,}\b/giu,
];

/** Addresses of machines and of people. */
const ADDRESSES = /\b[a-z][\w+.-]*:\/\/\S+|\bwww\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;

/**
 * Text of a pull request as it may be shown to a model: one line, nothing unseen, no secret, no address, nothing that looks
 * like the end of its fence, and no longer than `max`.
 */
export function scrubbed(text: string, max: number): string {
  // Cut first: a text of a megabyte is not searched for what will not be shown.
  let line = text
    .slice(0, max * 4)
    .replace(WHITE_SPACE, " ")
    .replace(UNSEEN, "");
  for (const secret of SECRETS) line = line.replace(secret, "(secret)");
  line = line.replace(ADDRESSES, "(address)").replace(FENCE_MARKS, "…").trim();
  return line.length <= max ? line : `${line.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** A call that names an object, or a text that something is compared with. */
const QUOTED = /(\b(?:ref|source)\(\s*'[\w.]+'(?:\s*,\s*[\w.=]*'?[\w.]+'?)*\s*\))|'(?:[^']|'')*(?:'|$)/gu;

/** A piece of SQL without comments and without the texts that it compares with; names in `ref()` and `source()` stay. */
export function withoutLiterals(sql: string): string {
  return sql
    .replace(/--[^\n]*|\/\*.*?(?:\*\/|$)/gsu, " ")
    .replace(QUOTED, (_text, call: string | undefined) => call ?? "'…'");
}

/** Whether a name looks like one: no sentence, no markup, nothing unseen. Others are not shown to a model. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$.()-]*(?: [\p{L}\p{N}_$.()-]+){0,3}$/u.test(name) && name.length <= 64;
}

/** What makes an expression of a few words. */
const CODE =
  /\((?!\d)|(?:^| )-|\b(?:and|as|between|case|distinct|else|end|from|in|is|like|not|null|or|over|select|then|when|where)\b/iu;

/** Whether a text between backticks is a name or a data type, and no expression, however short: `cast(a as date)`, `a or b`. */
export function isNoCode(text: string): boolean {
  return isPlainName(text) && !CODE.test(text);
}

/** Six words in a row, with nothing between them that code has. */
const SIX_WORDS = /\p{L}[\p{L}'’]*(?:[ ,;:]+\p{L}[\p{L}'’]*){5,}/gu;

/** Whether what should be a name or a piece of code reads like a sentence, which is not shown to a model. */
export function looksLikeProse(text: string): boolean {
  return (text.match(SIX_WORDS) ?? []).some((run) => {
    const words = run.split(/[ ,;:]+/u);
    // `case when a then b else c end` is made of words too.
    return words.filter(isGlossary).length < words.length / 2;
  });
}
