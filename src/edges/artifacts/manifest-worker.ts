import { parentPort, type MessagePort } from "node:worker_threads";
import { Desk } from "./desk.ts";
import type { Request, Sent } from "./messages.ts";

if (parentPort !== null) listen(parentPort);

function listen(port: MessagePort): void {
  const desk = new Desk();
  const answer = async (request: Request): Promise<void> => {
    const sent = await desk.hear(request);
    if (sent !== undefined) port.postMessage(sent, memoryOf(sent));
  };
  port.on("message", (request: Request) => void answer(request));
}

/** What is handed over, not copied. */
function memoryOf(sent: Sent): readonly ArrayBuffer[] {
  if (sent instanceof Uint8Array) return [sent.buffer];
  return sent.type === "kept" ? [sent.records.buffer] : [];
}
