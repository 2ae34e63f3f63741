import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ForgeError } from "../../../src/errors.ts";
import { ArtifactWorld, sha } from "../../support/artifact-world.ts";

const place = { kind: "actions", name: "dbt-{project}" } as const;
const entries = { "target/manifest.json": Buffer.from('{"metadata":{}}') };
const base = { side: "base", sha: sha("a"), branch: "main" } as const;

let world: ArtifactWorld;

beforeEach(() => {
  world = new ArtifactWorld();
});

afterEach(() => {
  world.remove();
});

describe("the head", () => {
  test("its artifact is unpacked into a folder, once", async () => {
    world.upload("c", entries);

    const first = await world.find([place]);
    const second = await world.find([place]);

    expect(first.builtFrom).toBe(sha("c"));
    expect(readdirSync(first.location ?? "")).toEqual(["manifest.json"]);
    expect(readFileSync(join(first.location ?? "", "manifest.json"), "utf8")).toBe('{"metadata":{}}');
    expect(second).toEqual(first);
    expect(world.asked.filter((question) => question === "download 1")).toHaveLength(1);
  });

  test("a project in a folder has an artifact of its own", async () => {
    world.upload("c", entries, { name: "dbt-dbt-finance" });

    const search = await world.find([place], { project: "dbt/finance" });

    expect(search.builtFrom).toBe(sha("c"));
  });

  test("none yet: what is missing names artifact and commit, and no other commit is taken", async () => {
    world.upload("b", entries);

    expect(await world.find([place])).toEqual({
      location: null,
      builtFrom: null,
      missing: [
        "No artifact `dbt-root` at head cccccccc: the workflow has not finished, or does not upload it.",
      ],
    });
  });

  test("one that has expired is said to have", async () => {
    world.upload("c", entries, { isExpired: true });

    const { missing } = await world.find([place]);

    expect(missing).toEqual([
      "The artifact `dbt-root` at head cccccccc has expired: run the workflow again.",
    ]);
  });

  test("what a fork uploaded is taken for a fork's head alone", async () => {
    world.upload("c", entries, { isFromFork: true });

    const own = await world.find([place]);
    const fork = await world.find([place], { isFork: true });

    expect(own.missing[0]).toContain("was built in a fork");
    expect(fork.builtFrom).toBe(sha("c"));
  });
});

describe("the base", () => {
  test("the artifact of the merge base itself comes first", async () => {
    world.ancestors = [sha("0")];
    world.upload("0", entries);
    world.upload("a", entries);

    expect((await world.find([place], base)).builtFrom).toBe(sha("a"));
    expect(world.asked).not.toContain("ancestors a");
  });

  test("else that of the newest ancestor that has one, whichever was uploaded last", async () => {
    world.ancestors = [sha("9"), sha("8"), sha("7")];
    world.upload("7", entries);
    world.upload("8", entries);
    world.upload("9", entries, { isExpired: true });
    world.upload("7", entries);

    expect((await world.find([place], base)).builtFrom).toBe(sha("8"));
  });

  test("what a fork uploaded is never taken for the base", async () => {
    world.upload("a", entries, { isFromFork: true });
    world.ancestors = [sha("9")];
    world.upload("9", entries, { isFromFork: true });

    const { location, missing } = await world.find([place], { ...base, isFork: true });

    expect(location).toBeNull();
    expect(missing[0]).toContain("at base aaaaaaaa");
  });
});

describe("refusals", () => {
  test("one that is too large is not even downloaded", async () => {
    world.upload("c", entries, { sizeInBytes: 400 * 1024 * 1024 });

    const { missing } = await world.find([place], {}, { mostBytes: 300 * 1024 * 1024 });

    expect(missing).toEqual([
      "`dbt-root` was not read. It has more than 300 MB. Upload the artifacts of one dbt project, as dbt writes them.",
    ]);
    expect(world.asked).not.toContain("download 1");
  });

  test("bytes without the digest that GitHub names are not used, and nothing is kept", async () => {
    world.upload("c", entries, { digest: `sha256:${"0".repeat(64)}` });

    const { missing } = await world.find([place]);

    expect(missing[0]).toContain("does not have the digest");
    expect(world.kept()).toEqual([]);
  });

  test("a zip bomb and a zip without a manifest are said, and nothing is kept", async () => {
    world.upload("c", { "manifest.json": new Uint8Array(2_000_000) });
    world.upload("d", { "graph.gpickle": new Uint8Array(10) });

    const bomb = await world.find([place]);
    const empty = await world.find([place], { sha: sha("d") });

    expect(bomb.missing[0]).toContain("It has more than 1 MB.");
    expect(empty.missing[0]).toContain("The zip holds no `manifest.json`.");
    expect(world.kept()).toEqual([]);
  });

  test("a missing permission is said and the next place is tried", async () => {
    const advice = { what: "GitHub did not do it.", why: "It says: 403.", todo: "Give the permission." };
    world.fault = new ForgeError("forge-forbidden", advice);

    const { missing } = await world.find([place, { ...place, name: "other" }]);

    expect(missing).toHaveLength(2);
    expect(missing[0]).toBe("GitHub did not do it. It says: 403. Give the permission.");
  });

  test("a GitHub that does not answer is no answer: it is thrown", async () => {
    world.fault = new ForgeError("forge-unavailable", { what: "w", why: "y", todo: "t" });

    await expect(world.find([place])).rejects.toBe(world.fault);
  });
});
