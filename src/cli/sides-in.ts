/** The two sides of a review. */
export interface NamedSides {
  readonly base: string;
  readonly head: string;
  /** As the option says: undefined where it is not there, null for none. */
  readonly cache: string | null | undefined;
}

/**
 * The sides that the words of `headgate review` name, as far as that can be told before they are understood; null where
 * it cannot. A wrong answer costs a moment, and nothing else.
 */
export function sidesIn(words: readonly string[]): NamedSides | null {
  const [base, head] = [valueOf("--base", words), valueOf("--head", words)];
  if (!words.includes("review") || base === undefined || head === undefined) return null;
  return { base, head, cache: words.includes("--no-cache") ? null : valueOf("--cache", words) };
}

function valueOf(option: string, words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
  return joined ?? (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
}
