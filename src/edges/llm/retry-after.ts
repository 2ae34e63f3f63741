/**
 * Milliseconds that a server asks to wait, null where it does not say: `retry-after-ms` of OpenAI and Azure, or `retry-after` in
 * seconds or as a date (RFC 9110, 10.2.3).
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const exact = numberIn(headers.get("retry-after-ms"));
  if (exact !== null) return exact;
  const given = headers.get("retry-after");
  const seconds = numberIn(given);
  if (seconds !== null) return seconds * 1000;
  const until = Date.parse(given ?? "");
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/u.test(text) ? Number(text) : null;
}
