import { parentPort, type MessagePort } from "node:worker_threads";
import { Desk } from "./desk.ts";
import type { Request } from "./messages.ts";

if (parentPort !== null) listen(parentPort);

function listen(port: MessagePort): void {
  const desk = new Desk();
  const answer = async (request: Request): Promise<void> => {
    const sent = await desk.hear(request);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    if (sent !== undefined) port.postMessage(sent);
  };
  port.on("message", (request: Request) => void answer(request));
}
