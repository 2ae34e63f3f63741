import { createServer } from "node:http";
import { close, listen } from "./http/listen.ts";

/** A webhook as it arrived. */
export interface Received {
  readonly event: string;
  readonly delivery: string;
  readonly signature: string;
  readonly body: string;
}

/** Something that receives webhooks and answers what a test says. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  answer: number;
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const header = (name: string) => String(request.headers[name]);
      const [event, delivery] = [header("x-github-event"), header("x-github-delivery")];
      received.push({ event, delivery, signature: header("x-hub-signature-256"), body });
      response.writeHead(receiver.answer).end();
    });
  });
  const port = await listen(server, 0);
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/`,
    received,
    answer: 200,
    clear: () => received.splice(0),
    stop: () => close(server),
  };
  return receiver;
}
