import { once } from "node:events";
import { createServer } from "node:http";

/**
 * What the servers work on, in place of the code host: the newest head of each pull request, and a ledger of what was done.
 * A server says `begin`, then `done` or `dropped`; what comes from a process that was killed does not count.
 */
export async function startWorld(onRedeliver) {
  const heads = new Map();
  const open = new Map(); // pull -> pid of the process that works on it
  const last = new Map(); // pull -> what was done last
  const finished = new Map(); // `pull generation` -> pid
  const killed = new Set();
  const counts = { begun: 0, done: 0, dropped: 0, overlaps: 0, repeats: 0 };

  const routes = {
    begin: ({ pull, generation, pid }) => {
      counts.begun += 1;
      if (open.has(pull)) counts.overlaps += 1;
      open.set(pull, pid);
      const before = finished.get(`${pull} ${generation}`);
      if (before !== undefined && !killed.has(before)) counts.repeats += 1;
      return { head: heads.get(pull) ?? "none" };
    },
    done: ({ pull, generation, pid, ...done }) => {
      counts.done += 1;
      open.delete(pull);
      last.set(pull, done);
      finished.set(`${pull} ${generation}`, pid);
      return {};
    },
    dropped: ({ pull }) => {
      counts.dropped += 1;
      open.delete(pull);
      return {};
    },
    redeliver: () => ({ count: onRedeliver() }),
  };

  const answer = async (request, response) => {
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // killed while it spoke
    }
    const body = JSON.parse(Buffer.concat(chunks).toString());
    response.end(JSON.stringify(killed.has(body.pid) ? {} : routes[request.url.slice(1)](body)));
  };
  const http = createServer((request, response) => void answer(request, response));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");

  return {
    url: `http://127.0.0.1:${http.address().port}`,
    counts,
    last,
    heads,
    /** A process was killed: what it worked on is free again. */
    kill: (pid) => {
      killed.add(pid);
      for (const [pull, worker] of open) if (worker === pid) open.delete(pull);
    },
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
}
