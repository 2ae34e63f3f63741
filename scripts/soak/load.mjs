import { setTimeout as delay } from "node:timers/promises";

/**
 * Lets that many things happen, a part of them in bursts, and sends the webhooks that tell of them: a part late and so out of
 * order, a part twice.
 */
export async function playLoad(host, { acts, lastsMs }, random) {
  const bursts = Array.from({ length: 20 }, () => random.below(lastsMs));
  const times = Array.from({ length: acts }, () =>
    random.isTrue(0.4) ? bursts[random.below(bursts.length)] + random.below(100) : random.below(lastsMs),
  );
  await actAt(times, async () => {
    await host.happen();
    await Promise.all(host.fresh().map((delivery) => sendOddly(host, delivery, random)));
  });
}

async function sendOddly(host, delivery, random) {
  if (random.isTrue(0.3)) await delay(random.below(2000));
  await host.send(delivery);
  if (!random.isTrue(0.15)) return;
  await delay(random.below(3000));
  await host.send(delivery);
}

/** Lets things happen first, then sends the webhooks that tell of them at an even pace. */
export async function playSteadily(host, { acts, perSecond }) {
  const deliveries = [];
  while (deliveries.length < acts) {
    await Promise.all(Array.from({ length: 4 }, () => host.happen()));
    deliveries.push(...host.fresh());
  }
  const times = deliveries.map((_, index) => (index * 1000) / perSecond);
  await actAt(times, () => host.send(deliveries.shift()));
}

/** Acts at each of the times, milliseconds from now. Resolves when all is done. */
export async function actAt(times, act) {
  const started = performance.now();
  const running = [];
  for (const at of times.toSorted((one, other) => one - other)) {
    const wait = at - (performance.now() - started);
    if (wait > 0) await delay(wait);
    running.push(act());
  }
  await Promise.all(running);
}
