import { expect, test } from "vitest";
import { BROKEN, PullWorld, sha, shop } from "../support/pull-world.ts";

const INLINE = "version: 1\ncomment:\n  inline: true\n";

/** The contract is whole, but the description of `orders` and a test are gone; a critical board reads it. */
function careless(): PullWorld {
  const world = new PullWorld();
  world.configure(INLINE);
  const base = shop(["id", "amount"]);
  const head = structuredClone(base);
  const board = { maturity: "high" };
  for (const side of [base, head]) Object.assign(side.exposures?.["exposure.shop.board"] ?? {}, board);
  Object.assign(head.nodes?.["model.shop.orders"] ?? {}, { description: "" });
  world.manifests.set(". base", base).set(". head", head);
  return world;
}

const YAML = "models:\n  - name: orders\n    columns:\n      - name: id\n";

function withYaml(world: PullWorld, text: string, lines: readonly number[]): PullWorld {
  world.forge.files.set(`models/schema.yml@${sha("c")}`, text);
  world.forge.changed.push({ path: "models/schema.yml", status: "modified", lines });
  return world;
}

test("nothing is written on lines unless the configuration wants it", async () => {
  const world = new PullWorld();
  world.forge.changed.push({ path: "models/orders.sql", status: "modified", lines: [3] });

  await world.work("changed");

  expect(world.forge.lineComments).toEqual([]);
});

test("an error is said on the first changed line of its file, with nothing to commit", async () => {
  const world = new PullWorld();
  world.configure(INLINE);
  world.forge.changed.push({ path: "models/orders.sql", status: "modified", lines: [3, 4] });

  await world.work("changed");

  expect(world.forge.lineComments).toMatchObject([{ path: "models/orders.sql", line: 3 }]);
  expect(world.forge.lineComments[0]?.body).toContain("amount");
  expect(world.forge.lineComments[0]?.body).not.toContain("```suggestion");
});

test("a finding outside of the diff is not said on a line", async () => {
  const world = new PullWorld();
  world.configure(INLINE);
  world.forge.changed.push({ path: "models/other.sql", status: "modified", lines: [3] });

  await world.work("changed");

  expect(world.forge.lineComments).toEqual([]);
});

test("a removed description can be committed back, below the name that stands in the diff", async () => {
  const world = withYaml(careless(), YAML, [2]);

  await world.work("changed");

  expect(world.forge.lineComments).toMatchObject([{ path: "models/schema.yml", line: 2 }]);
  expect(world.forge.lineComments[0]?.body).toContain(
    '```suggestion\n  - name: orders\n    description: "Orders."\n```',
  );
});

test("the same finding is not said a second time on the next push", async () => {
  const world = withYaml(careless(), YAML, [2]);
  await world.work("changed");
  world.forge.push("d");
  world.forge.files.set(`models/schema.yml@${sha("d")}`, YAML);

  await world.work("changed");

  expect(world.forge.lineComments).toHaveLength(1);
});

test("a waived finding is not said on a line", async () => {
  const world = new PullWorld();
  world.configure(INLINE);
  world.manifests.set(". head", BROKEN);
  await world.work("changed");
  world.forge.changed.push({ path: "models/orders.sql", status: "modified", lines: [3] });

  await world.work(null, "/headgate waive F1 readers were told");

  expect(world.forge.lineComments).toEqual([]);
});
