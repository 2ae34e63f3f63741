import { parentPort, type MessagePort } from "node:worker_threads";
import type { SqlReply, SqlRequest } from "./messages.ts";
import { runBaselineCode } from "./baseline-code.ts";
import { loadFirstParser } from "./parsers.ts";
import { readSql } from "./read-statement.ts";

runBaselineCode();
if (parentPort !== null) listen(parentPort);

/** One statement at a time: the pool sends the next when it has the answer. */
function listen(port: MessagePort): void {
  port.on("message", (request: SqlRequest) => {
    void answer(request, port);
  });
}

const ASKED_EVERY = 10;
let answered = 0;

async function answer({ statement }: SqlRequest, port: MessagePort): Promise<void> {
  if (statement === null) {
    await loadFirstParser();
    return;
  }
  const reading = await readSql(statement);
  // Asking takes as long as reading a short statement.
  const rss = answered % ASKED_EVERY === 0 ? process.memoryUsage.rss() : 0;
  answered += 1;
  const reply: SqlReply = { reading, rss };
  port.postMessage(reply);
}
