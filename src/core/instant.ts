/**
 * The moment that dbt writes as a day or a date-time, in milliseconds since 1970; NaN for another text.
 * One without an offset is UTC: local time would depend on the machine.
 */
export function instantOf(text: string): number {
  const written = text.trim().replace(" ", "T");
  const isComplete = !written.includes("T") || /(?:z|[-+]\d{2}:?\d{2})$/iu.test(written);
  // oxlint-disable-next-line no-restricted-globals -- it reads a text, not the clock
  return Date.parse(isComplete ? written : `${written}Z`);
}

/** The day of a date or date-time: 1.x writes the one where 2.0 writes the other. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}
