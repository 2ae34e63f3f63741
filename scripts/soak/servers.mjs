import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("server.mjs", import.meta.url));

/**
 * Server processes behind no load balancer: `pick` gives one that is up, or null. A killed one is started again.
 * Another entry than `scripts/soak/server.mjs` must print a JSON line with its `url` when it listens.
 */
export class Servers {
  #slots = [];
  #env;
  #random;
  kills = 0;

  constructor({ count, env, random }) {
    this.#env = env;
    this.#random = random;
    this.#slots = Array.from({ length: count }, () => ({ child: null, url: null }));
  }

  async start() {
    process.once("exit", () => {
      for (const { child } of this.#slots) child?.kill("SIGKILL");
    });
    await Promise.all(this.#slots.map((slot) => this.#start(slot)));
  }

  pick() {
    const up = this.#slots.filter(({ url }) => url !== null);
    return up.length === 0 ? null : up[this.#random.below(up.length)].url;
  }

  get urls() {
    return this.#slots.map(({ url }) => url);
  }

  /** Kills one that runs and starts it again. `onKilled` is told its process id before anything new starts. */
  async killOne(onKilled) {
    const slot = this.#slots[this.#random.below(this.#slots.length)];
    if (slot.url === null) return; // still starting
    const { child } = slot;
    slot.url = null;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    this.kills += 1;
    onKilled(child.pid);
    await this.#start(slot);
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

  async #start(slot) {
    const child = spawn(process.execPath, [entry], {
      env: { ...process.env, ...this.#env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    slot.child = child;
    slot.url = await new Promise((resolve, reject) => {
      child.once("exit", (code, signal) => {
        reject(new Error(`a server ended with ${code ?? signal} before it listened`));
      });
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (!line.startsWith("{")) return;
        const { url } = JSON.parse(line);
        if (url !== undefined) resolve(url);
      });
    });
  }
}
