import { randomUUID } from "node:crypto";
import type { Account, Repository } from "../records.ts";
import { accountView } from "../views/account.ts";
import { repositoryView } from "../views/repository.ts";
import { installationFor, type World } from "../world.ts";
import type { HookDelivery } from "./hooks.ts";
import { sendDelivery } from "./send.ts";

/** What happened in a repository. `event` and `action` as GitHub names them; `about`: the keys of its payload. */
export interface RepositoryEvent {
  readonly repository: Repository;
  readonly sender: Account;
  readonly event: string;
  readonly action: string | null;
  readonly about: Readonly<Record<string, unknown>>;
}

/**
 * Tells the App, if it is installed there and subscribed to the event. Resolves once the App has answered or failed to;
 * at once when a test holds events back.
 */
export async function emit(world: World, happened: RepositoryEvent): Promise<void> {
  const installation = installationFor(world, happened.repository);
  const { hooks } = world;
  if (hooks.url === null || installation === undefined) return;
  if (!world.app.events.includes(happened.event)) return;
  const delivery = newDelivery(world, {
    event: happened.event,
    action: happened.action,
    installation: installation.id,
    repository: happened.repository.id,
    payload: {
      ...(happened.action === null ? {} : { action: happened.action }),
      ...happened.about,
      repository: repositoryView(world, happened.repository),
      installation: { id: installation.id, node_id: `I_${installation.id}` },
      sender: accountView(world, happened.sender),
    },
  });
  if (hooks.held !== null) hooks.held.push(delivery);
  else await dispatch(world, delivery);
}

/** Sends an event without making anybody wait for it; `settled` waits for all of these. */
export function emitAside(world: World, happened: RepositoryEvent): void {
  const sent = emit(world, happened).finally(() => world.hooks.underWay.delete(sent));
  world.hooks.underWay.add(sent);
}

/** Lists a delivery and sends it. */
export async function dispatch(world: World, delivery: HookDelivery): Promise<void> {
  world.hooks.deliveries.push(delivery);
  await sendDelivery(world, delivery);
}

/** The same event once more, under the same `X-GitHub-Delivery`. */
export async function redeliver(world: World, earlier: HookDelivery): Promise<HookDelivery> {
  const delivery = { ...newDelivery(world, earlier), guid: earlier.guid, isRedelivery: true };
  await dispatch(world, delivery);
  return delivery;
}

function newDelivery(
  world: World,
  sent: Pick<HookDelivery, "event" | "action" | "installation" | "repository" | "payload">,
): HookDelivery {
  return {
    id: world.nextId(),
    guid: randomUUID(),
    event: sent.event,
    action: sent.action,
    installation: sent.installation,
    repository: sent.repository,
    payload: sent.payload,
    isRedelivery: false,
    at: world.now(),
    statusCode: null,
    status: "pending",
    duration: 0,
  };
}
