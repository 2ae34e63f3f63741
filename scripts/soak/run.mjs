import { setTimeout as delay } from "node:timers/promises";
import { planDeliveries } from "./plan.mjs";
import { Sender } from "./sender.mjs";
import { Servers } from "./servers.mjs";
import { startWorld } from "./world.mjs";

const LOAD = { count: 2000, pulls: 50, lastsMs: 60_000, kills: 20 };
/** After the kills: the time to the answer at fifty a second. */
const STEADY = { count: 1000, perSecond: 50 };
/** A killed server's lease ends after one minute; all else is faster. */
const SETTLE_MS = 150_000;

/** One soak on one store. Gives the figures, and what went wrong. */
export async function soak({ env, processes, random }) {
  const secret = random.hex(40);
  let sender = null;
  const world = await startWorld(() => sender.redeliver());
  const setting = { ...env, WEBHOOK_SECRET: secret, SOAK_WORLD: world.url };
  const servers = new Servers({ count: processes, env: setting, random });
  sender = new Sender({ servers, secret });
  await servers.start();

  const plan = planDeliveries({ ...LOAD, prefix: "load" }, random);
  const kills = Array.from({ length: LOAD.kills }, () => 1000 + random.below(LOAD.lastsMs - 1000));
  await Promise.all([play(plan, { world, sender }), killAt(kills, { world, servers })]);
  const unacknowledged = await sender.redeliverAll();
  const underLoad = sender.latencies.splice(0);
  const steady = planDeliveries({ ...LOAD, count: STEADY.count, prefix: "steady" }, random);
  await playSteadily(steady, { world, sender });
  const settledMs = await settle(servers);

  const figures = {
    seconds: 0,
    sent: plan.length + steady.length,
    "sent twice": [...plan, ...steady].filter(({ isAgain }) => isAgain).length,
    kills: servers.kills,
    "refused, sent again": sender.refused,
    acknowledged: sender.acknowledged.size,
    "claims begun": world.counts.begun,
    "claims dropped": world.counts.dropped,
    "ack p99 under load, ms": percentile(underLoad, 0.99),
    "ack p50 at 50/s, ms": percentile(sender.latencies, 0.5),
    "ack p99 at 50/s, ms": percentile(sender.latencies, 0.99),
  };
  const faults = {
    "not acknowledged": unacknowledged,
    "did not settle": settledMs === null ? 1 : 0,
    ...lossesIn(sender.acknowledged, world),
    "worked on by two at once": world.counts.overlaps,
    "worked on again for nothing": world.counts.repeats,
    "servers that did not stop": await servers.stop(),
  };
  world.close();
  return { figures, faults };
}

/** Lets each thing happen and sends each webhook at its time. */
async function play(plan, { world, sender }) {
  const steps = plan.flatMap((delivery) => [
    ...(delivery.isAgain ? [] : [{ at: delivery.happensAt, act: () => happen(delivery, world) }]),
    { at: delivery.sentAt, act: () => sender.send(delivery) },
  ]);
  await actAt(steps);
}

async function playSteadily(plan, { world, sender }) {
  const steps = plan.map((delivery, index) => ({
    at: (index * 1000) / STEADY.perSecond,
    act: () => {
      if (!delivery.isAgain) happen(delivery, world);
      return sender.send(delivery);
    },
  }));
  await actAt(steps);
}

function happen({ pull, head }, { heads }) {
  if (head !== undefined) heads.set(pull, head);
}

async function killAt(times, { world, servers }) {
  const done = [];
  await actAt(times.map((at) => ({ at, act: () => void done.push(servers.killOne(world.kill)) })));
  await Promise.all(done);
  while (servers.kills < times.length) await servers.killOne(world.kill); // those that met a server still starting
}

async function actAt(steps) {
  const started = performance.now();
  const running = [];
  for (const { at, act } of steps.toSorted((one, other) => one.at - other.at)) {
    const wait = at - (performance.now() - started);
    if (wait > 0) await delay(wait);
    running.push(act());
  }
  await Promise.all(running);
}

/** Waits until no pull request has unfinished work. Gives how long that took; null when it took too long. */
async function settle(servers) {
  const started = performance.now();
  while (performance.now() - started < SETTLE_MS) {
    const depths = await Promise.all(servers.urls.map(depthOf));
    if (depths.every((depth) => depth === 0)) return performance.now() - started;
    await delay(200);
  }
  return null;
}

async function depthOf(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^headgate_queue_depth (\d+)$/mu.exec(text)?.[1] ?? Number.NaN);
}

/** What was acknowledged and is not in what was done last. */
function lossesIn(acknowledged, { heads, last }) {
  const given = [...acknowledged.values()];
  const pulls = new Set(given.map(({ pull }) => pull));
  const commands = given.flatMap(({ pull, command }) => (command === undefined ? [] : [{ pull, command }]));
  const timesDone = ({ pull, command }) =>
    (last.get(pull)?.commands ?? []).filter((done) => done === command).length;
  return {
    "not at the newest head": [...pulls].filter(
      (pull) => heads.has(pull) && last.get(pull)?.head !== heads.get(pull),
    ).length,
    "commands lost": commands.filter((given) => timesDone(given) === 0).length,
    "commands applied twice": commands.filter((given) => timesDone(given) > 1).length,
  };
}

function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN) * 10) / 10;
}
