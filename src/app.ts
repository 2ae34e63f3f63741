import type { ApplicationFunction } from "probot";
import { pullName, type PullKey } from "./core/pull/pull.ts";
import { errorFields } from "./error-fields.ts";
import { KnownError } from "./errors.ts";
import type { Log, Store } from "./ports.ts";
import type { Timers } from "./queue/timers.ts";
import type { Metrics } from "./server/metrics.ts";
import { webhooks } from "./webhooks/index.ts";
import { recordWanted } from "./webhooks/record-wanted.ts";
import type { Wanted, Webhook } from "./webhooks/webhook.ts";

/** Probot acknowledges after nine seconds whatever the state of things; what is not recorded by then must fail before. */
const RECORD_MS = 8000;

/** What the App works with. */
export interface AppPorts {
  readonly store: Store;
  readonly timers: Timers;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Told of the pull requests for which something new was recorded. */
  readonly onRecorded: (pulls: readonly PullKey[]) => void;
}

/** One webhook as Probot hands it over. */
interface Arrived {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

/** The Probot app: every event is recorded and nothing else is done, so that GitHub gets its answer at once. */
export function headgateApp(ports: AppPorts): ApplicationFunction {
  return (app) => {
    app.onError(({ errors, event }) => {
      if (!errors.some(({ status }) => status === 400)) return; // said where it was thrown
      ports.metrics.delivery("unknown", "refused");
      ports.log.warn({ delivery: event.id }, "webhook refused: its signature does not fit WEBHOOK_SECRET");
    });
    for (const webhook of webhooks) {
      app.on([...webhook.on], (context) => receive(context, webhook, ports));
    }
  };
}

async function receive({ id, name, payload }: Arrived, webhook: Webhook, ports: AppPorts): Promise<void> {
  const { log, metrics } = ports;
  let wanted: readonly Wanted[];
  try {
    wanted = webhook.wantedBy(payload);
  } catch (error) {
    // Sent again it would read the same: it is acknowledged, and said.
    log.warn({ delivery: id, event: name, ...errorFields(error) }, "webhook cannot be read");
    metrics.delivery(name, "unreadable");
    return;
  }
  try {
    metrics.delivery(name, await record(id, wanted, ports));
  } catch (error) {
    metrics.delivery(name, "failed");
    log.error({ delivery: id, event: name, ...errorFields(error) }, "webhook cannot be recorded");
    // GitHub is answered 500 and keeps the delivery as failed, to be asked for again.
    throw new Error("the delivery cannot be recorded", { cause: error });
  }
}

async function record(id: string, wanted: readonly Wanted[], ports: AppPorts) {
  if (wanted.length === 0) return "ignored";
  const { store, timers, log, onRecorded } = ports;
  const fresh = await within(RECORD_MS, recordWanted(id, wanted, { store, now: timers.now() }), timers);
  for (const pull of fresh) log.info({ delivery: id, pull: pullName(pull) }, "delivery recorded");
  if (fresh.length > 0) onRecorded(fresh);
  return fresh.length > 0 ? "recorded" : "again";
}

/** The value, or a rejection when it is not there in time. What runs goes on. */
async function within<T>(ms: number, value: Promise<T>, timers: Timers): Promise<T> {
  let callOff: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    callOff = timers.after(ms, () => {
      reject(
        new KnownError("store-late", {
          what: "The store did not record a delivery in time.",
          why: `It took more than ${ms} ms.`,
          todo: "See whether the database or the disk is overloaded.",
        }),
      );
    });
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    callOff();
  }
}
