import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Processes of `headgate serve` behind no load balancer: `pick` gives one that is up, or null. A killed one is started again. */
export class Servers {
  kills = 0;
  /** How often work ended how, by what the servers logged. */
  ended = {};
  #slots;
  #random;

  constructor({ count, random }) {
    this.#random = random;
    this.#slots = Array.from({ length: count }, () => ({ child: null, url: null }));
  }

  async start(env) {
    process.once("exit", () => {
      for (const { child } of this.#slots) child?.kill("SIGKILL");
    });
    await Promise.all(this.#slots.map((slot) => this.#start(slot, env)));
  }

  pick() {
    const up = this.#slots.filter(({ url }) => url !== null);
    return up.length === 0 ? null : up[this.#random.below(up.length)].url;
  }

  /** Kills one that runs and starts it again. */
  async killOne(env) {
    const slot = this.#slots[this.#random.below(this.#slots.length)];
    if (slot.url === null) return; // still starting
    const { child } = slot;
    slot.url = null;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    this.kills += 1;
    await this.#start(slot, env);
  }

  /** Waits until no pull request has unfinished work. Gives whether that came within the time. */
  async settle(limitMs) {
    const started = performance.now();
    while (performance.now() - started < limitMs) {
      const depths = await Promise.all(this.#slots.map(({ url }) => depthOf(url)));
      if (depths.every((depth) => depth === 0)) return true;
      await delay(200);
    }
    return false;
  }

  /** Ends all as an orchestrator does. Gives how many did not end well. */
  async stop() {
    const ends = this.#slots.map(async ({ child }) => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await ended;
      return code;
    });
    return (await Promise.all(ends)).filter((code) => code !== 0).length;
  }

  async #start(slot, env) {
    const child = spawn(process.execPath, [entry, "serve"], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    slot.child = child;
    slot.url = await new Promise((resolve, reject) => {
      child.once("exit", (code, signal) => {
        reject(new Error(`a server ended with ${code ?? signal} before it listened`));
      });
      createInterface({ input: child.stdout }).on("line", (line) => this.#read(line, resolve));
    });
  }

  /** Reads a line of a server's log. `listens` is told the address. */
  #read(line, listens) {
    const { msg, url, outcome } = JSON.parse(line);
    if (msg === "server started") listens(url);
    if (outcome !== undefined) this.ended[outcome] = (this.ended[outcome] ?? 0) + 1;
    if (process.env.SOAK_LOG !== undefined && outcome === undefined) console.log(line);
  }
}

async function depthOf(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^headgate_queue_depth (\d+)$/mu.exec(text)?.[1] ?? Number.NaN);
}
