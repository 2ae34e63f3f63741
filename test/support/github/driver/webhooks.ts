import { dispatch, redeliver } from "../webhooks/emit.ts";
import type { HookDelivery } from "../webhooks/hooks.ts";
import type { World } from "../world.ts";

/** What goes out to the App. */
export interface WebhookDriver {
  /** Where events go from now on; null: nowhere, and nothing is recorded. */
  readonly sendTo: (url: string | null) => void;
  /** Everything that was sent so far, failed ones included, oldest first. */
  readonly deliveries: () => readonly HookDelivery[];
  /** Keeps events back from now on, so that a test can drop, repeat and reorder them. */
  readonly hold: () => void;
  /** What was kept back. */
  readonly held: () => readonly HookDelivery[];
  /** Sends one event now, as often as it is called, each time under the same id. */
  readonly send: (delivery: HookDelivery) => Promise<HookDelivery>;
  /** Lets events through again; those that were kept back and not sent are lost. */
  readonly release: () => void;
  /** Resolves when no event is under way. */
  readonly settled: () => Promise<void>;
}

export function webhookDriver(world: World): WebhookDriver {
  const { hooks } = world;
  return {
    sendTo: (url) => {
      hooks.url = url;
    },
    deliveries: () => [...hooks.deliveries],
    hold: () => {
      hooks.held ??= [];
    },
    held: () => [...(hooks.held ?? [])],
    send: async (delivery) => {
      if (hooks.deliveries.includes(delivery)) return redeliver(world, delivery);
      await dispatch(world, delivery);
      return delivery;
    },
    release: () => {
      hooks.held = null;
    },
    settled: async () => {
      while (hooks.underWay.size > 0) await Promise.all(hooks.underWay);
    },
  };
}
