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

async function answer({ statement }: SqlRequest, port: MessagePort): Promise<void> {
  if (statement === null) {
    await loadFirstParser();
    return;
  }
  const reading = await readSql(statement);
  const reply: SqlReply = { reading, rss: process.memoryUsage.rss() };
  port.postMessage(reply);
}
