import { createHmac } from "node:crypto";
import type { World } from "../world.ts";
import type { HookDelivery } from "./hooks.ts";

// GitHub gives up after ten seconds.
const PATIENCE = 10_000;

/** Posts one event with its signature and notes what came back. Never throws: a failed delivery is a fact. */
export async function sendDelivery(world: World, delivery: HookDelivery): Promise<void> {
  const { url, secret } = world.hooks;
  if (url === null) return;
  const body = JSON.stringify(delivery.payload);
  const started = performance.now();
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: headersOf(world, { delivery, body, secret }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.arrayBuffer();
    delivery.statusCode = response.status;
    delivery.status = response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`;
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    delivery.statusCode = isLate ? 504 : 502;
    delivery.status = isLate ? "timed out" : "failed to connect to host";
  }
  delivery.duration = performance.now() - started;
}

/** GitHub's signature of a body: `X-Hub-Signature-256`. */
function signBody(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function headersOf(world: World, sent: { delivery: HookDelivery; body: string; secret: string }) {
  return {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/stand-in",
    "x-github-event": sent.delivery.event,
    "x-github-delivery": sent.delivery.guid,
    "x-github-hook-id": "1",
    "x-github-hook-installation-target-type": "integration",
    "x-github-hook-installation-target-id": String(world.app.id),
    "x-hub-signature-256": signBody(sent.secret, sent.body),
  };
}
