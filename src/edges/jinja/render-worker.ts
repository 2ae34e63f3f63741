import { parentPort, type MessagePort } from "node:worker_threads";
import { renderModel } from "../../core/jinja/dbt/render-model.ts";
import { openSide, type Side } from "../../core/jinja/dbt/render-state.ts";
import type { RenderReply, RenderRequest } from "./messages.ts";

if (parentPort !== null) listen(parentPort);

function listen(port: MessagePort): void {
  const sides = new Map<number, Side>();
  port.on("message", (request: RenderRequest) => {
    if (request.type === "open") {
      sides.set(request.side, openSide(request.project));
      return;
    }
    const side = sides.get(request.side);
    if (side === undefined) throw new TypeError("a side is opened before something of it is rendered");
    const reply: RenderReply = { rendering: renderModel(side, request.job) };
    port.postMessage(reply);
  });
}
