import type { GitHub } from "./client.ts";

/**
 * Asks GitHub to send again every delivery since a time (milliseconds since 1970) of which no attempt arrived. Gives how many.
 * An attempt that is sent again keeps its `X-GitHub-Delivery`, so that what did arrive is recorded once.
 */
export async function redeliverFailed(app: GitHub, since: number): Promise<number> {
  const failed = await listFailed(app, since);
  for (const id of failed) {
    await app.rest.apps.redeliverWebhookDelivery({ delivery_id: id });
  }
  return failed.length;
}

/** The newest attempt of each delivery whose attempts all failed, oldest first. */
async function listFailed(app: GitHub, since: number): Promise<readonly number[]> {
  const newest = new Map<string, number>();
  const arrived = new Set<string>();
  for await (const { id, guid, status_code: status } of attemptsSince(app, since)) {
    if (status >= 200 && status < 300) arrived.add(guid);
    if (!newest.has(guid)) newest.set(guid, id);
  }
  return [...newest]
    .filter(([guid]) => !arrived.has(guid))
    .map(([, id]) => id)
    .toReversed();
}

/** Attempts, newest first, as GitHub lists them. */
async function* attemptsSince(app: GitHub, since: number) {
  const pages = app.paginate.iterator(app.rest.apps.listWebhookDeliveries, { per_page: 100 });
  for await (const { data } of pages) {
    for (const attempt of data) {
      if (Date.parse(attempt.delivered_at) < since) return;
      yield attempt;
    }
  }
}
