import { notFound } from "../http/refusal.ts";
import { ok, type Reply } from "../http/reply.ts";
import { numberIn, type Call, type Route } from "../http/route.ts";
import { redeliver } from "../webhooks/emit.ts";
import type { HookDelivery } from "../webhooks/hooks.ts";
import { isoTime, type World } from "../world.ts";

const THREE_DAYS = 3 * 86_400_000;

/** What was sent to the App, and sending it again. GitHub keeps deliveries for three days. */
export const hookDeliveryRoutes: readonly Route[] = [
  { of: "app", operation: "GET /app/hook/deliveries", answer: listDeliveries },
  {
    of: "app",
    operation: "GET /app/hook/deliveries/{delivery_id}",
    answer: (call) => {
      const delivery = deliveryIn(call);
      return ok({ ...deliveryView(delivery), request: { headers: {}, payload: delivery.payload } });
    },
  },
  {
    of: "app",
    operation: "POST /app/hook/deliveries/{delivery_id}/attempts",
    answer: (call) => {
      const { hooks } = call.world;
      const sent = redeliver(call.world, deliveryIn(call)).finally(() => hooks.underWay.delete(sent));
      hooks.underWay.add(sent);
      return { status: 202, body: {} };
    },
  },
];

// Newest first, paged by a cursor and not by a number.
function listDeliveries(call: Call): Reply {
  const size = Math.min(100, Number(call.query.get("per_page") ?? 30));
  const cursor = Number(call.query.get("cursor")?.replace(/^v1_/u, "") ?? Number.POSITIVE_INFINITY);
  const wanted = call.query.get("status");
  const listed = kept(call.world)
    .filter((one) => one.id < cursor)
    .filter((one) => wanted === null || (wanted === "success") === (one.status === "OK"))
    .toReversed();
  const page = listed.slice(0, size);
  const url = new URL(call.address);
  url.searchParams.set("cursor", `v1_${page.at(-1)?.id ?? 0}`);
  const headers: Record<string, string> = listed.length > size ? { link: `<${url.href}>; rel="next"` } : {};
  return { status: 200, body: page.map(deliveryView), headers };
}

function deliveryIn(call: Call): HookDelivery {
  const id = numberIn(call, "delivery_id");
  const delivery = kept(call.world).find((one) => one.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

function kept(world: World): readonly HookDelivery[] {
  const since = world.now() - THREE_DAYS;
  return world.hooks.deliveries.filter((one) => one.statusCode !== null && one.at >= since);
}

function deliveryView(delivery: HookDelivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: isoTime(delivery.at),
    redelivery: delivery.isRedelivery,
    duration: Math.round(delivery.duration) / 1000,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation,
    repository_id: delivery.repository,
    throttled_at: null,
  };
}
