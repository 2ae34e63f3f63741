const FIRST_MS = 5000;
export const LONGEST_MS = 600_000;

/** How long to wait, in milliseconds, before work that failed is tried again. `attempts`: how many were begun before the one that failed. */
export function retryDelay(attempts: number): number {
  return Math.min(FIRST_MS * 2 ** attempts, LONGEST_MS);
}
