import { webhooks } from "./index.ts";
import type { Wanted } from "./webhook.ts";

/** What an event asks for, by its name as GitHub sends it (`pull_request`) and its payload; nothing where it is none of ours. */
export function wantedBy(name: string, payload: unknown): readonly Wanted[] {
  const event = `${name}.${actionOf(payload)}`;
  return webhooks
    .filter(({ on }) => on.some((own) => own === event))
    .flatMap((webhook) => webhook.wantedBy(payload));
}

function actionOf(payload: unknown): string {
  if (typeof payload !== "object" || payload === null || !("action" in payload)) return "";
  return typeof payload.action === "string" ? payload.action : "";
}
