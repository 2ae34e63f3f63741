const DAY_MS = 86_400_000;

/** How long delivery ids are remembered. GitHub sends a delivery again for at most three days. */
export const DELIVERY_RETENTION_MS = 7 * DAY_MS;
