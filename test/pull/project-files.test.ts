import { expect, test } from "vitest";
import { ForgeError } from "../../src/errors.ts";
import type { PullPorts } from "../../src/pull/pull-ports.ts";
import { workOnPull } from "../../src/pull/work-on-pull.ts";
import { BROKEN, PullWorld, sha, WHOLE } from "../support/pull-world.ts";

/** Works on the pull request, and gives the project file that each side was read with. */
async function filesRead(world: PullWorld): Promise<readonly (string | null | undefined)[]> {
  const files: (string | null | undefined)[] = [];
  const { artifacts, ...rest } = world.ports;
  const ports: PullPorts = {
    ...rest,
    artifacts: {
      readSide: (location, like, projectFile) => {
        files.push(projectFile);
        return artifacts.readSide(location, like, projectFile);
      },
    },
  };
  const pull = { installation: 1, owner: "acme", repository: "shop", number: 7 };
  await workOnPull({ pull, review: "changed", commands: [], leftHeads: [], state: world.state }, ports);
  return files;
}

test("each side is read with the project file of the commit that its artifacts are of", async () => {
  const world = new PullWorld();
  world.forge.files.set(`dbt_project.yml@${sha("d")}`, "name: older");
  world.forge.files.set(`dbt_project.yml@${world.forge.pull.head.sha}`, "name: head");
  world.searches.set(". base", { location: ". base", builtFrom: sha("d"), missing: [] });

  expect(await filesRead(world)).toEqual(["name: older", "name: head"]);
});

test("that of a project in a folder is looked for there", async () => {
  const world = new PullWorld();
  world.configure("version: 1\nprojects: [marts]\n");
  world.manifests.set("marts base", WHOLE).set("marts head", BROKEN);
  world.forge.files.set(`marts/dbt_project.yml@${world.forge.pull.head.sha}`, "name: marts");
  world.forge.files.set(`dbt_project.yml@${world.forge.pull.head.sha}`, "name: other");

  expect(await filesRead(world)).toEqual([null, "name: marts"]);
});

test("one that is too large is not read, and the review says so", async () => {
  const world = new PullWorld();
  world.forge.before = (call) => {
    if (!call.includes(`dbt_project.yml@${world.forge.pull.head.sha}`)) return;
    const advice = { what: "It was not read.", why: "It has more than 1 MB.", todo: "Make it smaller." };
    throw new ForgeError("forge-file-too-large", advice);
  };

  expect(await filesRead(world)).toEqual([null, null]);
  expect(world.sticky).toContain("`dbt_project.yml` of head was not read: It has more than 1 MB.");
});
