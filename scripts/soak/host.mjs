import { setTimeout as delay } from "node:timers/promises";
import { baseFiles, brokenFiles } from "./shop.mjs";

const { startGitHub } = await import(new URL("../../test/dist/github/start.js", import.meta.url).href);

/** The code host: GitHub's stand-in with one shop and its open pull requests. Webhooks are held back until they are sent. */
export class Host {
  github;
  pulls = [];
  /** Commands that were given: `{ pull, comment }`. */
  commands = [];
  #shop;
  #pick;
  #random;
  #commits = 0;
  #seen = 0;
  #pushing = new Set();

  /** `pick` gives the address of a server that is up, or null. */
  static async start({ pulls, pick, random }) {
    const host = new Host();
    host.#pick = pick;
    host.#random = random;
    host.github = await startGitHub();
    host.#shop = await host.github.createRepository({ files: baseFiles });
    host.#shop.setPermission("wendy", "write");
    for (let number = 1; number <= pulls; number++) {
      const sketch = { head: `change-${number}`, files: brokenFiles((host.#commits += 1)) };
      host.pulls.push(await host.#shop.openPull(sketch));
    }
    host.#aim();
    host.github.webhooks.hold();
    return host;
  }

  /** Lets something happen on a pull request: a push, a command, a finished workflow, a click on "Re-run". */
  async happen() {
    const pull = this.pulls[this.#random.below(this.pulls.length)];
    const kind = this.#random.below(10);
    if (kind < 2 && !this.#pushing.has(pull)) await this.#push(pull);
    else if (kind < 5) this.commands.push({ pull, comment: await pull.comment("wendy", "/headgate help") });
    else if (kind < 8 || pull.checkRuns().length === 0) await this.#runWorkflow(pull);
    else await pull.rerequest("wendy");
  }

  async #push(pull) {
    this.#pushing.add(pull);
    await pull.push(brokenFiles((this.#commits += 1)));
    this.#pushing.delete(pull);
  }

  #runWorkflow(pull) {
    return this.#shop.uploadArtifact({ sha: pull.headSha(), files: { "log.txt": "" } });
  }

  /** What was held back since the last time. What tells the App of its own check runs is sent at once and not given. */
  fresh() {
    const held = this.github.webhooks.held();
    const fresh = held.slice(this.#seen);
    this.#seen = held.length;
    for (const delivery of fresh.filter(isOwn)) void this.send(delivery);
    return fresh.filter((delivery) => !isOwn(delivery));
  }

  /** Sends a webhook, once more if it was sent before, to a server that is up. */
  send(delivery) {
    this.#aim();
    return this.github.webhooks.send(delivery);
  }

  /** Every attempt so far to tell of what people did. */
  attempts() {
    return this.github.webhooks.deliveries().filter((delivery) => !isOwn(delivery));
  }

  /** One attempt of each webhook that was never acknowledged. */
  untaken() {
    const untaken = new Map(this.attempts().map((delivery) => [delivery.guid, delivery]));
    for (const { guid, statusCode } of this.attempts()) if (statusCode === 200) untaken.delete(guid);
    return [...untaken.values()];
  }

  /** Sends again what was never acknowledged. */
  async sendUntaken() {
    for (let round = 0; round < 100 && this.untaken().length > 0; round++) {
      await Promise.all(this.untaken().map((delivery) => this.send(delivery)));
      await delay(100);
    }
  }

  #aim() {
    this.github.webhooks.sendTo(`${this.#pick() ?? "http://127.0.0.1:9"}/api/github/webhooks`);
  }
}

function isOwn({ event, action }) {
  return event === "check_run" && action !== "rerequested";
}
