import { describe, expect, test } from "vitest";
import { FakeDrafter, honest, type Said } from "../support/fake-drafter.ts";
import { FakeModels } from "../support/fake-models.ts";
import { PullWorld, sha, WHOLE } from "../support/pull-world.ts";
import type { ModelCall } from "../../src/core/draft/model-call.ts";

/** A world whose models say what is told. */
function worldOf(say: (call: ModelCall, index: number) => Said | Promise<Said>, world = new PullWorld()) {
  const drafter = new FakeDrafter(say);
  const models = new FakeModels(drafter);
  world.models = models;
  return { world, drafter, models };
}

/** A model that answers when the test lets it. */
function slow() {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  return {
    answer: () => {
      answer();
    },
    say: async (call: ModelCall): Promise<Said> => {
      await asked;
      return honest(call);
    },
  };
}

test("a draft that is there at once is what the comment is made with", async () => {
  const { world, models } = worldOf(honest);

  await world.work("changed");

  expect(world.forge.writes).toEqual(["check in progress at c", "create comment", "check failure at c"]);
  expect(world.sticky).toContain("drafted by `large-model`, `small-model`");
  expect(world.sticky).toContain("This pull request takes something away from its readers.");
  expect(models.waits).toEqual([20_000]);
});

test("facts wait twenty seconds for a draft, and a later one is edited in", async () => {
  const model = slow();
  const { world, models } = worldOf(model.say);
  const work = world.work("changed");
  await models.waited(1);
  models.pass();
  await models.waited(2);
  const early = world.sticky;
  const check = world.forge.check;
  model.answer();
  await work;

  expect(models.waits).toEqual([20_000, 70_000]);
  expect(early).toContain("not drafted by a model: a model is at work on it");
  expect(check).toMatchObject({ conclusion: "failure" });
  expect(world.sticky).toContain("drafted by `large-model`");
  expect(world.forge.check).toMatchObject({ conclusion: "failure", title: check?.title });
  expect(world.forge.writes).toEqual([
    "check in progress at c",
    "create comment",
    "check failure at c",
    "edit comment",
    "check failure at c",
  ]);
});

test("after ninety seconds nobody waits: the call is aborted, and the comment says so", async () => {
  const signals: AbortSignal[] = [];
  const { world, models, drafter } = worldOf(() => new Promise<Said>(() => undefined));
  const draft = drafter.draft.bind(drafter);
  Object.assign(drafter, {
    draft: (call: ModelCall, patience: { readonly signal: AbortSignal }) => {
      signals.push(patience.signal);
      return draft(call);
    },
  });
  const work = world.work("changed");
  await models.waited(1);
  models.pass();
  await models.waited(2);
  models.pass();
  await work;

  expect(world.sticky).toContain("not drafted by a model: the model did not answer in time");
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(world.state.published?.inputs).toBeDefined();
});

test("a draft for a head that is no longer the newest is not edited in", async () => {
  const model = slow();
  const { world, models } = worldOf(model.say);
  const work = world.work("changed");
  await models.waited(1);
  models.pass();
  await models.waited(2);
  const before = world.sticky;
  world.forge.push("d");
  model.answer();
  const outcome = await work;

  expect(world.sticky).toBe(before);
  expect(outcome.owed).toBe("changed");
  expect(outcome.state.published).toMatchObject({ headSha: sha("c") });
  expect(outcome.state.published?.inputs).toBeUndefined();
});

test("work that is to end does not wait for a model", async () => {
  const { world, models } = worldOf(() => new Promise<Said>(() => undefined));
  const work = world.work("changed");
  await models.waited(1);
  world.controller.abort(new Error("stopped"));

  await expect(work).rejects.toThrow("stopped");
});

test.each([
  ["endpoint-down", "the model endpoint cannot be reached"],
  ["budget", "the budget for models is spent"],
] as const)("%s: the review is complete, and says why no model drafted it", async (failure, why) => {
  const { world } = worldOf(() => ({ failure }));
  const plain = new PullWorld();

  await world.work("changed");
  await plain.work("changed");

  expect(world.sticky).toContain(`not drafted by a model: ${why}`);
  expect(world.sticky?.replace(` · not drafted by a model: ${why}`, "")).toBe(plain.sticky);
  expect(world.forge.check?.conclusion).toBe(plain.forge.check?.conclusion);
  expect(world.forge.check?.title).toBe(plain.forge.check?.title);
});

test("a fault of ours in the words does not cost the facts", async () => {
  const { world } = worldOf(() => {
    throw new TypeError("a bug");
  });

  await world.work("changed");

  expect(world.sticky).toContain("not drafted by a model: wording it failed inside Headgate");
  expect(world.forge.check?.conclusion).toBe("failure");
  expect(world.logged).toContain("a draft failed");
});

describe("no model is asked", () => {
  test("about a pull request that is clean", async () => {
    const { world, drafter } = worldOf(honest);
    world.manifests.set(". head", WHOLE);

    await world.work("changed");

    expect(drafter.calls).toEqual([]);
    expect(world.forge.writes).toEqual(["check in progress at c", "check success at c"]);
  });

  test("where the configuration turns models off, and nothing is said of it", async () => {
    const { world, drafter } = worldOf(honest);
    world.configure("version: 1\ndraft:\n  mode: off\n");

    await world.work("changed");

    expect(drafter.calls).toEqual([]);
    expect(world.sticky).not.toContain("drafted");
  });

  test("about a fork before somebody with write access says ok, and the comment says how", async () => {
    const { world, drafter } = worldOf(honest, new PullWorld({ isFork: true }));

    await world.work("changed");
    const before = world.sticky;
    const calls = drafter.calls.length;
    await world.work(null, "/headgate ok");

    expect(calls).toBe(0);
    expect(before).toContain("not drafted by a model: it comes from a fork; `/headgate ok`");
    expect(drafter.calls.length).toBeGreaterThan(0);
    expect(world.sticky).toContain("drafted by `large-model`");
  });
});

test("several projects share what one review may ask", async () => {
  const { world, drafter } = worldOf(() => "no");
  world.configure("version: 1\nprojects: [., a, b, c]\n");
  for (const project of ["a", "b", "c"]) {
    world.manifests.set(`${project} base`, WHOLE);
    world.manifests.set(`${project} head`, world.manifests.get(". head") ?? WHOLE);
  }

  await world.work("changed");

  expect(drafter.calls).toHaveLength(4);
});
