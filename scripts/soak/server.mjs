// The whole server but for the review: its work tells the world of the soak what it does.
import { setTimeout as delay } from "node:timers/promises";
import { runServer } from "../../dist/server/run-server.js";

const world = process.env.SOAK_WORLD;
const { pid } = process;

async function tell(what, body) {
  const answer = await fetch(`${world}/${what}`, { method: "POST", body: JSON.stringify({ ...body, pid }) });
  return answer.json();
}

/** Applies the commands to the state and "publishes" the newest head. One in thirty fails. */
async function work(store, claim, signal) {
  const { pull, commands, state } = claim.work;
  const about = { pull: pull.number, generation: claim.generation };
  const { head } = await tell("begin", about);
  try {
    await delay(Math.random() * 60, undefined, { signal });
    if (Math.random() < 1 / 30) throw new Error("failed at random");
    if (!(await store.isNewest(claim))) throw new Error("out of date");
    signal.throwIfAborted();
  } catch (error) {
    await tell("dropped", about);
    throw error;
  }
  const allowedHeads = [...state.allowedHeads, ...commands.map(({ line }) => line)];
  await tell("done", { ...about, head, commands: allowedHeads });
  return { state: { ...state, allowedHeads }, owed: null };
}

await runServer(process, ({ store }) => ({
  work: (claim, signal) => work(store, claim, signal),
  giveUp: () => Promise.reject(new Error("nothing may be given up here")),
  forgeApp: {
    redeliverFailed: async () => (await tell("redeliver", {})).count,
    // No sweep: it would find again what the store had lost.
    listRepositories: () => Promise.resolve([]),
    forgeOf: () => Promise.reject(new Error("not asked for")),
  },
}));
