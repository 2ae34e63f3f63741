import { expect, test } from "vitest";
import { PullWorld, WHOLE } from "../support/pull-world.ts";

test("a pull request that breaks a contract gets one comment and a failed check", async () => {
  const world = new PullWorld();

  await world.work("changed");

  expect(world.forge.writes).toEqual(["check in progress at c", "create comment", "check failure at c"]);
  expect(world.sticky).toContain("`orders`");
  expect(world.forge.check).toMatchObject({ name: "headgate", pull: 7, conclusion: "failure" });
});

test("a pull request whose verdict is clean gets a green check and no comment", async () => {
  const world = new PullWorld();
  world.manifests.set(". head", WHOLE);

  await world.work("changed");

  expect(world.forge.writes).toEqual(["check in progress at c", "check success at c"]);
  expect(world.forge.comments).toEqual([]);
});

test("a fix that is pushed turns the comment to all clear and the check green", async () => {
  const world = new PullWorld();
  await world.work("changed");
  world.forge.push("d");
  world.manifests.set(". head", WHOLE);

  await world.work("changed");

  expect(world.forge.comments).toHaveLength(1);
  expect(world.sticky).toContain("All clear");
  expect(world.sticky).toContain("Since last review: fixed 1.");
  expect(world.forge.check).toMatchObject({ conclusion: "success" });
});

test("nothing is written when the same head is looked at again", async () => {
  const world = new PullWorld();
  await world.work("changed");
  const before = world.forge.writes.length;

  await world.work("changed");

  expect(world.forge.writes).toHaveLength(before);
});

test("a head whose workflow uploads other artifacts is reviewed again", async () => {
  const world = new PullWorld();
  await world.work("changed");
  world.manifests.set("second run", WHOLE);
  world.searches.set(". head", { location: "second run", builtFrom: world.forge.pull.head.sha, missing: [] });

  await world.work("changed");

  expect(world.sticky).toContain("All clear");
  expect(world.forge.check).toMatchObject({ conclusion: "success" });
});

test("a comment that says the same is not touched when somebody asks for a review", async () => {
  const world = new PullWorld();
  await world.work("changed");

  await world.work("asked");
  const written = world.forge.writes.length;
  await world.work("asked");

  expect(world.forge.writes.slice(written)).toEqual(["check in progress at c", "check failure at c"]);
});

test("somebody who asks for a review of a clean pull request gets a comment", async () => {
  const world = new PullWorld();
  world.manifests.set(". head", WHOLE);

  await world.work(null, "/headgate review");

  expect(world.sticky).toContain("All clear");
  expect(world.forge.reactions.map(({ reaction }) => reaction)).toEqual(["eyes", "+1"]);
});

test("a waiver makes the check pass by, shows its reason, and is undone by unwaive", async () => {
  const world = new PullWorld();
  await world.work("changed");

  await world.work(null, "/headgate waive F1 readers were told");
  const waived = { sticky: world.sticky, conclusion: world.forge.check?.conclusion };
  await world.work(null, "/headgate unwaive F1");

  expect(waived.conclusion).toBe("success");
  expect(waived.sticky).toContain("readers were told");
  expect(waived.sticky).toContain("Since last review: waived 1.");
  expect(world.forge.check?.conclusion).toBe("failure");
  expect(world.state.waivers).toEqual([]);
});

test("a waiver holds on the next push as long as the finding is the same", async () => {
  const world = new PullWorld();
  await world.work("changed");
  await world.work(null, "/headgate waive F1 readers were told");
  world.forge.push("d");

  await world.work("changed");

  expect(world.forge.check).toMatchObject({ conclusion: "success" });
});

test("a paused pull request is not reviewed, its check says so, and resume takes it up again", async () => {
  const world = new PullWorld();

  await world.work("changed", "/headgate pause");
  const paused = world.forge.check;
  await world.work(null, "/headgate resume");
  await world.work("changed");

  expect(paused).toMatchObject({ conclusion: "neutral", title: "Not reviewed: reviews are paused" });
  expect(world.forge.check).toMatchObject({ conclusion: "failure" });
});

test("a paused pull request is reviewed when somebody asks", async () => {
  const world = new PullWorld();
  await world.work("changed", "/headgate pause");

  await world.work(null, "/headgate review");

  expect(world.forge.check).toMatchObject({ conclusion: "failure" });
  expect(world.state.isPaused).toBe(true);
});

test("a draft is left alone where the configuration says so, until it is ready", async () => {
  const world = new PullWorld({ isDraft: true });
  world.configure("version: 1\ncomment:\n  drafts: false\n");

  await world.work("changed");
  const draft = world.forge.check;
  world.forge.pull = { ...world.forge.pull, isDraft: false };
  await world.work("changed");

  expect(draft).toMatchObject({ conclusion: "neutral", title: "Not reviewed: the pull request is a draft" });
  expect(world.forge.check).toMatchObject({ conclusion: "failure" });
});

test("a closed pull request gets no review and its commands are not answered", async () => {
  const world = new PullWorld({ isOpen: false });

  await world.work("changed", "/headgate help");

  expect(world.forge.writes).toEqual([]);
});

test("thumbs on the comment are kept as feedback on what it shows, once for each person", async () => {
  const world = new PullWorld();
  await world.work("changed");
  world.forge.given.push({ by: "lin", reaction: "-1" }, { by: "grace", reaction: "heart" });

  await world.work("asked");
  await world.work("asked");

  expect(world.state.feedback).toMatchObject([
    { by: "lin", verdict: "bad", rule: "contract-column-removed" },
  ]);
});
