const FIRST_WAIT = 1000;

/** Whoever has to wait longer gives up: a command has somebody in front of it. */
const LONGEST_WAIT = 120_000;

/**
 * Milliseconds to wait before asking again: what the host's `Retry-After` says (seconds or a date, RFC 9110 10.2.3),
 * else twice as long each time. Null when that is too long.
 */
export function waitFor(retryAfter: string | null, tries: number, now: number): number | null {
  const named = retryAfter === null ? Number.NaN : namedWait(retryAfter, now);
  if (Number.isNaN(named)) return FIRST_WAIT * 2 ** (tries - 1);
  return named > LONGEST_WAIT ? null : named;
}

function namedWait(retryAfter: string, now: number): number {
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Math.max(Date.parse(retryAfter) - now, 0) : Math.max(seconds, 0) * 1000;
}
