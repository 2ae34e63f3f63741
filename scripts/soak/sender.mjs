import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

/** GitHub hangs up after ten seconds. */
const PATIENCE_MS = 10_000;

/** Sends webhooks as GitHub does: signed, once, and again when it is asked to. What was acknowledged is in `acknowledged`. */
export class Sender {
  acknowledged = new Map();
  /** Milliseconds until each answer. */
  latencies = [];
  refused = 0;
  #failed = new Map();
  #servers;
  #secret;

  constructor({ servers, secret }) {
    this.#servers = servers;
    this.#secret = secret;
  }

  async send(delivery) {
    const started = performance.now();
    if (await this.#isAcknowledged(delivery)) {
      this.latencies.push(performance.now() - started);
      this.acknowledged.set(delivery.id, delivery);
      this.#failed.delete(delivery.id);
      return;
    }
    this.refused += 1;
    if (!this.acknowledged.has(delivery.id)) this.#failed.set(delivery.id, delivery);
  }

  /** Sends again what failed so far. Gives how many. */
  redeliver() {
    const again = [...this.#failed.values()];
    this.#failed.clear();
    for (const delivery of again) void this.send(delivery);
    return again.length;
  }

  /** Sends again until nothing is left that failed. */
  async redeliverAll() {
    for (let round = 0; round < 100 && this.#failed.size > 0; round++) {
      const again = [...this.#failed.values()];
      await Promise.all(again.map((delivery) => this.send(delivery)));
      await delay(100);
    }
    return this.#failed.size;
  }

  async #isAcknowledged({ id, event, payload }) {
    const url = this.#servers.pick();
    if (url === null) return false;
    const body = JSON.stringify(payload);
    const signature = createHmac("sha256", this.#secret).update(body).digest("hex");
    try {
      const { status } = await fetch(`${url}/api/github/webhooks`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-github-event": event,
          "x-github-delivery": id,
          "x-hub-signature-256": `sha256=${signature}`,
        },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return status === 200;
    } catch {
      return false; // the server was killed
    }
  }
}
