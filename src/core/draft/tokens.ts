/**
 * Characters to a token, from measurements on o200k: JSON of findings 3.8, SQL 2.9, prose 5.7. Taken low, so that a budget
 * holds whatever is in a text.
 */
const CHARACTERS = 3.2;

/** About how many tokens a text is, rather too many than too few. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS);
}
