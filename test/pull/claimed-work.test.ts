import { expect, test } from "vitest";
import type { PullKey } from "../../src/core/pull/pull.ts";
import type { Claim } from "../../src/ports.ts";
import { claimedWork, type ClaimedWork } from "../../src/pull/claimed-work.ts";
import { PullWorld } from "../support/pull-world.ts";

const pull: PullKey = { installation: 5, owner: "acme", repository: "shop", number: 7 };

function server(world: PullWorld): {
  readonly queue: ClaimedWork;
  readonly asked: PullKey[];
  readonly claim: Claim;
} {
  const asked: PullKey[] = [];
  const claim = {
    work: { pull, review: "changed" as const, commands: [], leftHeads: [], state: world.state },
    generation: 1,
    attempts: 0,
  };
  const queue = claimedWork({
    ...world.ports,
    forgeApp: {
      forgeOf: (key) => {
        asked.push({ ...pull, ...key });
        return Promise.resolve(world.forge);
      },
    },
    store: { isNewest: (held) => Promise.resolve(held === claim && world.isNewest) },
  });
  return { queue, asked, claim };
}

test("a claim is worked on with the forge of its installation", async () => {
  const world = new PullWorld();
  const { queue, asked, claim } = server(world);

  const outcome = await queue.work(claim, new AbortController().signal);

  expect(asked).toEqual([pull]);
  expect(outcome.owed).toBeNull();
  expect(outcome.state.published?.findings).toHaveLength(1);
});

test("a claim that the store calls out of date is not shown", async () => {
  const world = new PullWorld();
  const { queue, claim } = server(world);
  world.isNewest = false;

  const outcome = await queue.work(claim, new AbortController().signal);

  expect(outcome.owed).toBe("changed");
  expect(world.forge.comments).toEqual([]);
});

test("a claim that is given up ends in a neutral check", async () => {
  const world = new PullWorld();
  const { queue, claim } = server(world);

  await queue.giveUp(claim, new Error("boom"));

  expect(world.forge.check?.conclusion).toBe("neutral");
});
