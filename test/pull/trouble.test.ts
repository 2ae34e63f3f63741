import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../src/core/config.ts";
import { emptyState } from "../../src/core/pull/state.ts";
import { ForgeError } from "../../src/errors.ts";
import { giveUp } from "../../src/pull/give-up.ts";
import { draftFor } from "../../src/pull/draft-facts.ts";
import { FakeForge } from "../support/fake-forge.ts";
import { BROKEN, PullWorld, sha, shop, WHOLE } from "../support/pull-world.ts";

const outage = new ForgeError("forge-down", {
  what: "GitHub answered with 502.",
  why: "It is not there.",
  todo: "Wait.",
});

describe("artifacts", () => {
  test("that are missing make the check neutral, with every place that was asked and what to do", async () => {
    const world = new PullWorld();
    world.manifests.delete(". head");

    await world.work("changed");

    expect(world.forge.check).toMatchObject({ conclusion: "neutral" });
    expect(world.forge.check?.summary).toContain("No artifacts of head were found");
    expect(world.forge.check?.summary).toContain("is not uploaded");
    expect(world.forge.comments).toEqual([]);
  });

  test("that come later are reviewed, although the head is the same", async () => {
    const world = new PullWorld();
    world.manifests.delete(". head");
    await world.work("changed");
    world.manifests.set(". head", BROKEN);

    await world.work("changed");

    expect(world.forge.check).toMatchObject({ conclusion: "failure" });
  });

  test("that expired at the base are said, never green", async () => {
    const world = new PullWorld();
    world.searches.set(". base", {
      location: null,
      builtFrom: null,
      missing: ["The artifact dbt-root of aaaaaaa expired."],
    });
    world.manifests.set(". head", WHOLE);

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("neutral");
    expect(world.forge.check?.summary).toContain("expired");
  });

  test("of another commit than the head are no review of it", async () => {
    const world = new PullWorld();
    world.searches.set(". head", { location: ". head", builtFrom: sha("f"), missing: [] });

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("neutral");
    expect(world.forge.check?.summary).toContain("of commit fffffff, not of ccccccc");
  });

  test("of an ancestor of the merge base are used, and the comment says so", async () => {
    const world = new PullWorld();
    world.searches.set(". base", { location: ". base", builtFrom: sha("9"), missing: [] });

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("failure");
    expect(world.sticky).toContain("artifacts of base are of commit 9999999");
  });

  test("turn an existing comment to could not be reviewed when they are gone", async () => {
    const world = new PullWorld();
    await world.work("changed");
    world.forge.push("d");
    world.manifests.delete(". head");

    await world.work("changed");

    expect(world.forge.comments).toHaveLength(1);
    expect(world.sticky?.toLowerCase()).toContain("could not be reviewed");
    expect(world.sticky).not.toContain("Since last review");
  });

  test("that cannot be read are named by their side, not by a path of the machine", async () => {
    const world = new PullWorld();
    world.manifests.set(". head", { nodes: { "model.other.x": { original_file_path: "models/x.sql" } } });

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("neutral");
    expect(world.forge.check?.summary).toContain(
      "artifacts of base and artifacts of head are manifests of two",
    );
  });

  test("are asked for at the head and at the merge base, never at the newest base", async () => {
    const world = new PullWorld();

    await world.work("changed");

    expect(world.requests.map(({ side, sha, branch }) => [side, sha.charAt(0), branch])).toEqual([
      ["head", "c", "topic"],
      ["base", "a", "main"],
    ]);
  });
});

describe("a configuration that cannot be used", () => {
  test("is named with line and key, and is never green", async () => {
    const world = new PullWorld();
    world.manifests.set(". head", WHOLE);
    world.configure("version: 1\nblok: never\n");

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("neutral");
    expect(world.forge.check?.summary).toContain("headgate.yml:2");
    expect(world.forge.check?.summary).toContain("blok");
  });
});

describe("T6: what a pull request writes does not change how it is judged", () => {
  test("the configuration of the head is not even read", async () => {
    const world = new PullWorld();
    world.forge.files.set(`.github/headgate.yml@${sha("c")}`, "version: 1\nblock: never\n");

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("failure");
    const read = world.forge.asked.filter((call) => call.startsWith("readFile") && call.endsWith(sha("c")));
    expect(read).toEqual([`readFile dbt_project.yml@${sha("c")}`]);
  });

  test("CODEOWNERS comes from the base too", async () => {
    const world = new PullWorld();
    world.forge.files.set(`CODEOWNERS@${sha("c")}`, "* @mallory\n");
    world.forge.files.set(`CODEOWNERS@${sha("b")}`, "* @acme/data\n");

    await world.work("changed", "/headgate owners");

    expect(world.replies.join()).toContain("acme/data");
    expect(world.replies.join()).not.toContain("mallory");
  });
});

describe("T9: what was seen is what is meant", () => {
  test("a push in the middle of a review cancels it, and nothing of it is shown or remembered", async () => {
    const world = new PullWorld();
    world.forge.before = (call) => {
      if (call === "check in progress at c") world.forge.push("d");
    };

    const outcome = await world.work("changed");

    expect(world.forge.writes).toEqual(["check in progress at c", "check cancelled at c"]);
    expect(outcome).toMatchObject({ owed: "changed", shown: null, state: { published: null } });
  });

  test("a push between comment and check leaves no conclusion on the old head", async () => {
    const world = new PullWorld();
    world.forge.before = (call) => {
      if (call === "create comment") world.forge.push("d");
    };

    await world.work("changed");

    expect(world.forge.checks.get(sha("c"))?.conclusion).toBe("cancelled");
    expect(world.forge.check).toBeUndefined();
  });

  test("the check that work left in progress at an earlier head is closed as superseded", async () => {
    const world = new PullWorld();

    await world.workOn("changed", [], [sha("b"), sha("c")]);

    expect(world.forge.checks.get(sha("b"))).toMatchObject({
      conclusion: "cancelled",
      title: "Superseded by a newer head",
    });
    expect(world.forge.check?.conclusion).toBe("failure");
  });

  test("work that was overtaken writes nothing more", async () => {
    const world = new PullWorld();
    world.isNewest = false;

    const outcome = await world.work("asked");

    expect(world.forge.writes).toEqual(["check in progress at c"]);
    expect(outcome.owed).toBe("asked");
  });

  test("work that is called off rejects before it writes", async () => {
    const world = new PullWorld();
    world.controller.abort(new Error("the process stops"));

    await expect(world.work("changed")).rejects.toThrow("the process stops");

    expect(world.forge.writes).toEqual(["check in progress at c"]);
  });

  test("ok allows the head that was reviewed, not one that was pushed since", async () => {
    const world = new PullWorld({ isFork: true });
    await world.work("changed");
    world.forge.push("d");

    await world.work(null, "/headgate ok");

    expect(world.state.allowedHeads).toEqual([]);
    expect(world.replies.join()).toContain("not reviewed yet");
  });

  test("a waiver written before a push brought other findings accepts none of them", async () => {
    const world = new PullWorld();
    await world.work("changed");
    const waive = world.command("/headgate waive F1 readers were told");
    world.now += 60_000;
    world.forge.push("d");
    world.manifests.set(". head", shop(["amount"]));
    await world.work("changed");

    await world.workOn(null, [waive]);

    expect(world.state.waivers).toEqual([]);
    expect(world.replies.join()).toContain("A newer review came meanwhile");
  });

  test("a waiver written before the same findings were shown again holds", async () => {
    const world = new PullWorld();
    await world.work("changed");
    const waive = world.command("/headgate waive F1 readers were told");
    world.now += 60_000;
    await world.work("asked");

    await world.workOn(null, [waive]);

    expect(world.state.waivers).toHaveLength(1);
  });

  test("a pull request that is closed in the middle gets no comment", async () => {
    const world = new PullWorld();
    world.forge.before = (call) => {
      if (call === "check in progress at c") world.forge.pull = { ...world.forge.pull, isOpen: false };
    };

    await world.work("changed");

    expect(world.forge.comments).toEqual([]);
  });

  test("another base branch makes the review out of date", async () => {
    const world = new PullWorld();
    world.forge.before = (call) => {
      if (call === "check in progress at c")
        world.forge.pull = { ...world.forge.pull, base: { sha: sha("e"), ref: "release" } };
    };

    const outcome = await world.work("changed");

    expect(outcome.owed).toBe("changed");
    expect(world.forge.comments).toEqual([]);
  });
});

describe("a fork", () => {
  test("is reviewed, its artifacts are asked for as a stranger's, and the comment says whose they are", async () => {
    const world = new PullWorld({ isFork: true });

    await world.work("changed");

    expect(world.requests.map(({ side, isFork }) => [side, isFork])).toEqual([
      ["head", true],
      ["base", false],
    ]);
    expect(world.sticky).toContain("built in a fork");
  });

  test("is worded by a model only at a head that somebody with write access allowed", () => {
    const { pull } = new FakeForge({ isFork: true });
    const own = { ...pull, isFork: false };
    const [config, state] = [defaultConfig, emptyState];

    expect(draftFor({ pull, config }, state)).toMatchObject({ mode: "off" });
    expect(draftFor({ pull, config }, { ...state, allowedHeads: [sha("b")] })).toMatchObject({ mode: "off" });
    expect(draftFor({ pull, config }, { ...state, allowedHeads: [sha("c")] })).toMatchObject({
      mode: "auto",
    });
    expect(draftFor({ pull: own, config }, state)).toMatchObject({ mode: "auto" });
  });

  test("that was deleted is reviewed like any other", async () => {
    const world = new PullWorld({ isFork: true, head: { sha: sha("c"), ref: "topic", repository: null } });

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("failure");
  });
});

describe("commands", () => {
  test("of somebody without permission get a reaction and cause no work", async () => {
    const world = new PullWorld();

    await world.work(null, "mallory: /headgate review");

    expect(world.forge.writes).toEqual(["react eyes", "react -1"]);
    expect(world.requests).toEqual([]);
  });

  test("that are unknown get a reaction and the nearest verb", async () => {
    const world = new PullWorld();

    await world.work(null, "/headgate waiv F1 x");

    expect(world.forge.reactions.map(({ reaction }) => reaction)).toEqual(["eyes", "confused"]);
    expect(world.replies.join()).toContain("`/headgate waive`");
  });

  test("of other bots are left alone", async () => {
    const world = new PullWorld();

    await world.work(null, "/lgtm", "/headgates review");

    expect(world.forge.writes).toEqual([]);
  });

  test("that are worked on twice are answered once", async () => {
    const world = new PullWorld();
    await world.work("changed");
    const command = world.command("/headgate explain F1");

    await world.workOn(null, [command]);
    await world.workOn(null, [command]);

    expect(world.replies).toHaveLength(1);
  });

  test("see what those before them did, in the order in which they were given", async () => {
    const world = new PullWorld();
    await world.work("changed");

    await world.work(null, "/headgate pause", "/headgate waive F1 ok", "/headgate resume");

    expect(world.state).toMatchObject({ isPaused: false, waivers: [{ fingerprint: expect.any(String) }] });
  });

  test("that need no facts cause no review", async () => {
    const world = new PullWorld();

    await world.work(null, "/headgate help", "/headgate pause");

    expect(world.requests).toEqual([]);
    expect(world.forge.checks.size).toBe(0);
  });

  test("take their prefix from the base branch", async () => {
    const world = new PullWorld();
    world.configure("version: 1\ncommands:\n  prefix: /gate\n");

    await world.work(null, "/headgate help", "/gate help");

    expect(world.replies).toHaveLength(1);
    expect(world.replies.join()).toContain("/gate review");
  });
});

describe("two projects", () => {
  function twoProjects(): PullWorld {
    const world = new PullWorld();
    world.configure("version: 1\nprojects: [core, finance]\n");
    world.manifests.set("core base", WHOLE).set("core head", WHOLE);
    world.manifests.set("finance base", WHOLE).set("finance head", BROKEN);
    return world;
  }

  test("have a section each, in one comment and one check", async () => {
    const world = twoProjects();

    await world.work("changed");

    expect(world.forge.comments).toHaveLength(1);
    expect(world.sticky).toContain("finance");
    expect(world.forge.check?.conclusion).toBe("failure");
  });

  test("do not hide each other: one that cannot be reviewed stands beside the findings of the other", async () => {
    const world = twoProjects();
    world.manifests.delete("core head");

    await world.work("changed");

    expect(world.sticky).toContain("`core`** could not be reviewed");
    expect(world.forge.check?.conclusion).toBe("failure");
  });

  test("are green only when both are", async () => {
    const world = twoProjects();
    world.manifests.set("finance head", WHOLE).delete("core head");

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("neutral");
  });

  test("a project that is reviewed again after a failure does not make its old findings fixed or new", async () => {
    const world = twoProjects();
    // Another column than in the other project, so that the findings are not the same.
    const broken = shop(["amount"]);
    world.manifests.set("core head", broken);
    await world.work("changed");
    world.forge.push("d");
    world.manifests.delete("core head");
    await world.work("changed");
    const half = world.sticky;
    world.manifests.set("core head", broken);
    await world.work("changed");

    expect(half).not.toContain("Since last review");
    expect(world.sticky).not.toContain("Since last review");
  });
});

describe("a fault of ours", () => {
  test("on one project is said without its text, and logged", async () => {
    const world = new PullWorld();
    world.searches.set(". head", { location: "/var/secret/place", builtFrom: null, missing: [] });

    await world.work("changed");

    expect(world.forge.check?.conclusion).toBe("neutral");
    expect(world.forge.check?.summary).toContain("went wrong inside Headgate");
    expect(world.forge.check?.summary).not.toContain("/var/secret");
    expect(world.logged).toEqual(["a project could not be reviewed"]);
  });

  test.each(["readPull", "mergeBase", "create comment", "check failure at c"])(
    "a code host that fails at %s ends the work, to be done again, and then nothing stands twice",
    async (call) => {
      const world = new PullWorld();
      let failures = 1;
      world.forge.before = (now) => {
        if (now === call && failures > 0) {
          failures -= 1;
          throw outage;
        }
      };

      await expect(world.work("changed")).rejects.toBe(outage);
      await world.work("changed");

      expect(world.forge.comments).toHaveLength(1);
      expect(world.forge.check?.conclusion).toBe("failure");
    },
  );

  test("that stays ends in a neutral check with the reason, and the comment is turned", async () => {
    const world = new PullWorld();
    await world.work("changed");
    world.forge.push("d");
    const pull = { installation: 1, owner: "acme", repository: "shop", number: 7 };

    await giveUp(
      { pull, review: "changed", commands: [], leftHeads: [], state: world.state },
      outage,
      world.ports,
    );

    expect(world.forge.check).toMatchObject({ conclusion: "neutral" });
    expect(world.forge.check?.summary).toContain("GitHub answered with 502.");
    expect(world.sticky?.toLowerCase()).toContain("could not be reviewed");
    expect(world.forge.comments).toHaveLength(1);
  });

  test("that stays on a pull request without a comment makes none", async () => {
    const world = new PullWorld();
    const pull = { installation: 1, owner: "acme", repository: "shop", number: 7 };

    await giveUp(
      { pull, review: "changed", commands: [], leftHeads: [], state: world.state },
      new Error("boom"),
      world.ports,
    );

    expect(world.forge.writes).toEqual(["check neutral at c"]);
    expect(world.forge.check?.summary).not.toContain("boom");
  });
});

test("the comment can be turned off: the check run carries everything", async () => {
  const world = new PullWorld();
  world.configure("version: 1\ncomment:\n  mode: off\n");

  await world.work("changed");

  expect(world.forge.writes).toEqual(["check in progress at c", "check failure at c"]);
});

test("the report says which pull request and which commits it is about", async () => {
  const world = new PullWorld();

  const { shown } = await world.work("changed");

  expect(shown?.page.reviews[0]?.report?.request).toEqual({
    repository: "acme/shop",
    pullRequest: 7,
    base: { sha: sha("a"), ref: "main" },
    head: { sha: sha("c"), ref: "topic" },
  });
});
