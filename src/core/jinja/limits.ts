/** What one rendering may use up. Whatever would go beyond ends in a refusal that names the limit. */
export interface Limits {
  /** Nodes evaluated, items copied, and sixteenths of the characters made, all together; bounds time and memory. */
  readonly steps: number;
  /** Characters of the rendered text. */
  readonly output: number;
  /** Characters of any one string. */
  readonly stringLength: number;
  /** Items of one `range()`; Jinja's sandbox has the same limit. */
  readonly range: number;
  /** Macros that call each other, one inside the other. */
  readonly callDepth: number;
  /** Names, numbers, strings, operators and delimiters of one text. */
  readonly tokens: number;
  /** How deep expressions and blocks of a text may stand in each other. */
  readonly nesting: number;
  /** How deep all of that may become while rendering, and how deep a value may be that is printed or compared. */
  readonly depth: number;
}

/** Far beyond what real projects need, and rendered in well under a second where one is reached. */
export const LIMITS: Limits = {
  steps: 3_000_000,
  output: 10_000_000,
  stringLength: 5_000_000,
  range: 100_000,
  callDepth: 100,
  tokens: 300_000,
  nesting: 100,
  depth: 600,
};
