import { describe, expect, test } from "vitest";
import { runAction, type ActionResult, type Wanted } from "../src/action.ts";
import { PullWorld, sha, WHOLE } from "./support/pull-world.ts";

const repository = { installation: null, owner: "acme", repository: "shop" };

function wanted(world: PullWorld, review: Wanted["review"], ...lines: readonly string[]): readonly Wanted[] {
  const commands = lines.map((line) => ({ repository, pull: 7, review: null, command: world.command(line) }));
  return [{ repository, pull: 7, review, command: null }, ...commands];
}

/** A run of its own: nothing is remembered but what the code host holds. */
function run(
  world: PullWorld,
  ...asked: Parameters<typeof wanted> extends [PullWorld, ...infer R] ? R : never
) {
  return runAction(wanted(world, ...asked), world.ports);
}

describe("the comment is the memory", () => {
  test("a waiver that one run took holds in the next one", async () => {
    const world = new PullWorld();
    await run(world, "changed");

    await run(world, null, "/headgate waive F1 readers were told");
    const [result] = await run(world, "asked");

    expect(world.forge.comments).toHaveLength(1);
    expect(world.sticky).toContain("readers were told");
    expect(conclusionOf(result)).toBe("success");
  });

  test("a pause on a clean pull request makes a comment that keeps it", async () => {
    const world = new PullWorld();
    world.manifests.set(". head", WHOLE);

    await run(world, null, "/headgate pause");
    await run(world, "changed");

    expect(world.forge.check).toMatchObject({
      conclusion: "neutral",
      title: "Not reviewed: reviews are paused",
    });
    expect(world.sticky).toContain("headgate:state");
  });

  test("without anything to remember a clean pull request gets no comment", async () => {
    const world = new PullWorld();
    world.manifests.set(". head", WHOLE);

    await run(world, "changed");

    expect(world.forge.comments).toEqual([]);
  });

  test("a head that was reviewed is not reviewed again", async () => {
    const world = new PullWorld();
    await run(world, "changed");
    const written = world.forge.writes.length;

    await run(world, "changed");

    expect(world.forge.writes).toHaveLength(written);
  });

  test("a state that cannot be read is forgotten, and the log says so", async () => {
    const world = new PullWorld();
    await run(world, "changed");
    const [comment] = world.forge.comments;
    world.forge.comments[0] = {
      id: 100,
      body: (comment?.body ?? "").replace(/headgate:state v1 - \{/u, "headgate:state v1 - {broken"),
    };

    await run(world, "changed");

    expect(world.logged).toContain("the state in the comment is forgotten");
    expect(world.forge.check?.conclusion).toBe("failure");
  });

  test("what another run wrote meanwhile is not written over", async () => {
    const world = new PullWorld();
    await run(world, "changed");
    let isDone = false;
    world.forge.before = (call) => {
      if (call !== "check in progress at d" || isDone) return;
      isDone = true;
      const [comment] = world.forge.comments;
      // The other run paused the pull request.
      world.forge.comments[0] = { id: 100, body: (comment?.body ?? "").replace('"p":0', '"p":1') };
    };
    world.forge.push("d");

    await run(world, "asked");

    expect(isDone).toBe(true);
    expect(world.sticky).toContain('"p":1');
    expect(world.sticky).toContain("ddddddd");
  });
});

test("an event that names a head alone is about the open pull requests of that head", async () => {
  const world = new PullWorld();

  const none = await runAction(
    [{ repository, pull: { atHead: sha("f") }, review: "changed", command: null }],
    world.ports,
  );
  const one = await runAction(
    [{ repository, pull: { atHead: sha("c") }, review: "changed", command: null }],
    world.ports,
  );

  expect(none).toEqual([]);
  expect(one).toMatchObject([{ kind: "done", pull: 7 }]);
});

test("a run that fails says so on the pull request and in its result", async () => {
  const world = new PullWorld();
  let isBroken = true;
  const boom = new Error("boom");
  world.forge.before = (call) => {
    if (call === "mergeBase" && isBroken) {
      isBroken = false;
      throw boom;
    }
  };

  const results = await run(world, "changed");

  expect(results).toEqual([{ kind: "failed", pull: 7, error: boom }]);
  expect(world.forge.check).toMatchObject({ conclusion: "neutral" });
});

function conclusionOf(result: ActionResult | undefined) {
  return result?.kind === "done" ? result.shown?.check.conclusion : result;
}
