import { Host } from "./host.mjs";
import { actAt, playLoad, playSteadily } from "./load.mjs";
import { lossesAt } from "./losses.mjs";
import { Servers } from "./servers.mjs";

const PULLS = 50;
const KILLS = 20;
const LOAD = { acts: 2000, lastsMs: 60_000 };
/** After the kills: the time to the answer at fifty a second. */
const STEADY = { acts: 1000, perSecond: 50 };
/** While GitHub fails: every review takes long, so fewer things happen. */
const FAULTY = { acts: 300, lastsMs: 20_000 };
/** A fifth of all requests. A time-out costs a worker its whole patience, so they are the rarest. */
const FAULTS = {
  rate: 0.2,
  kinds: ["500", "502", "502", "500", "secondary-403", "secondary-403", "401", "drop", "hang"],
};
/** A killed process's lease ends after one minute, and work that failed waits before it is tried again. */
const SETTLE_MS = 240_000;

/** Webhooks and kills on one store. */
export async function soakKills(setting) {
  const { host, servers, env, random } = await start(setting);
  // No sweep at start: it would find again what the store had lost.
  const fault = { kind: "500", when: "before", times: Number.MAX_SAFE_INTEGER };
  host.github.failNext(/^GET \/installation\/repositories/u, fault);
  await servers.start(env);

  await Promise.all([playLoad(host, LOAD, random), kill(servers, env, random)]);
  const underLoad = host.attempts();
  await host.sendUntaken();
  const afterKills = await endOf(host, servers);
  const before = host.attempts().length;
  await playSteadily(host, STEADY);
  const steady = host.attempts().slice(before);
  const figures = {
    kills: servers.kills,
    ...figuresOf(host, servers),
    "ack p99 under load, ms": percentile(underLoad, 0.99),
    "ack p50 at 50/s, ms": percentile(steady, 0.5),
    "ack p99 at 50/s, ms": percentile(steady, 0.99),
  };
  const afterSteady = await endOf(host, servers);
  const isSlow = figures["ack p99 at 50/s, ms"] > 100 ? 1 : 0;
  return stop({
    host,
    servers,
    figures,
    faults: [afterKills, afterSteady, { "ack p99 above 100 ms": isSlow }],
  });
}

/** A GitHub that fails, and nobody killed. */
export async function soakFaults(setting) {
  const { host, servers, env, random } = await start(setting);
  await servers.start(env);
  host.github.failAtRandom({ seed: random.below(1_000_000), ...FAULTS });
  await playLoad(host, FAULTY, random);
  await host.sendUntaken();
  const faults = await endOf(host, servers);
  const requests = host.github.requests();
  const failed = requests.filter(({ fault }) => fault !== null).length;
  const figures = { ...figuresOf(host, servers), requests: requests.length, "of them failed": failed };
  const givenUp = servers.ended.abandoned ?? 0;
  return stop({ host, servers, figures, faults: [faults, { "reviews given up": givenUp }] });
}

async function start({ env, processes, random }) {
  const servers = new Servers({ count: processes, random });
  const host = await Host.start({ pulls: PULLS, pick: () => servers.pick(), random });
  const { host: address, protocol } = new URL(host.github.url);
  const access = {
    APP_ID: String(host.github.appId),
    PRIVATE_KEY: host.github.privateKey,
    WEBHOOK_SECRET: host.github.webhookSecret,
    GHE_HOST: address,
    GHE_PROTOCOL: protocol.replace(":", ""),
    HOST: "127.0.0.1",
    PORT: "0",
  };
  return { host, servers, env: { ...env, ...access }, random };
}

async function kill(servers, env, random) {
  const times = Array.from({ length: KILLS }, () => 1000 + random.below(LOAD.lastsMs - 1000));
  await actAt(times, () => servers.killOne(env));
  while (servers.kills < KILLS) await servers.killOne(env); // for those that met a server still starting
}

/** Waits for the end of all work. Gives what is wrong then. */
async function endOf(host, servers) {
  const isSettled = await servers.settle(SETTLE_MS);
  host.fresh();
  await host.github.webhooks.settled();
  return { "did not settle": isSettled ? 0 : 1, ...lossesAt(host) };
}

function figuresOf(host, servers) {
  const attempts = host.attempts();
  return {
    deliveries: attempts.length,
    "of them again": attempts.filter(({ isRedelivery }) => isRedelivery).length,
    "not acknowledged": attempts.filter(({ statusCode }) => statusCode !== 200).length,
    ...Object.fromEntries(
      Object.entries(servers.ended).map(([outcome, count]) => [`claims ${outcome}`, count]),
    ),
  };
}

async function stop({ host, servers, figures, faults }) {
  const unclean = await servers.stop();
  await host.github.stop();
  const sums = {};
  for (const [name, count] of [...faults, { "servers that did not stop": unclean }].flatMap(Object.entries)) {
    sums[name] = (sums[name] ?? 0) + count;
  }
  return { figures, faults: sums };
}

function percentile(attempts, share) {
  const answered = attempts.filter(({ statusCode }) => statusCode === 200).map(({ duration }) => duration);
  const sorted = answered.toSorted((one, other) => one - other);
  return Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN) * 10) / 10;
}
