/**
 * Regular expressions by which a warehouse takes the literals and comments out of a text before anybody sees it.
 * Both are written for RE2 and PCRE alike. One pass goes over strings, quoted names and comments, since each may hold
 * what looks like the others: `quotes` keeps the quotes of a string, a quoted name whole, and nothing of a comment.
 */
interface LiteralPatterns {
  readonly quotes: string;
  /** What `quotes` leaves of a match. */
  readonly quotesKept: readonly number[];
  /** A number that is no part of a name (but for quoted names with spaces); the group is what stands before it. A question mark takes its place. */
  readonly numbers: string;
}

const COMMENT = "--[^\\n]*|/[*][^*]*[*]+(?:[^/*][^*]*[*]+)*/";
const NUMBER = "([\\s(,=<>+*/%|]-?)[0-9][0-9A-Za-z.]*";

/** GoogleSQL: both quotes make strings, backticks make names, `#` begins a comment. */
export const googleLiterals: LiteralPatterns = {
  quotes: `(')(?:[^'\\\\]|\\\\.)*(')|(")(?:[^"\\\\]|\\\\.)*(")|(\`[^\`]*\`)|#[^\\n]*|${COMMENT}`,
  quotesKept: [1, 2, 3, 4, 5],
  numbers: NUMBER,
};

/** Redshift: double quotes make names. */
export const redshiftLiterals: LiteralPatterns = {
  quotes: `(')(?:[^'\\\\]|\\\\.)*(')|("[^"]*")|${COMMENT}`,
  quotesKept: [1, 2, 3],
  numbers: NUMBER,
};
