import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HostAccess, Hosting } from "../../src/cli/hosting.ts";
import { ForgeError } from "../../src/errors.ts";
import { PullWorld, WHOLE } from "../support/pull-world.ts";
import { runWords } from "../support/run-words.ts";

let folder = "";
let world = new PullWorld();
let accesses: HostAccess[] = [];
let events: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-action-"));
  world = new PullWorld();
  accesses = [];
  events = [];
  await writeFile(join(folder, "event.json"), '{"number":7}');
  vi.stubEnv("GITHUB_EVENT_NAME", "pull_request");
  vi.stubEnv("GITHUB_EVENT_PATH", join(folder, "event.json"));
  vi.stubEnv("GITHUB_REPOSITORY", "acme/shop");
  vi.stubEnv("GITHUB_TOKEN", "secret-token");
  vi.stubEnv("GITHUB_API_URL", "http://127.0.0.1:9/api/v3");
  vi.stubEnv("GITHUB_STEP_SUMMARY", join(folder, "summary.md"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const repository = { installation: 5, owner: "somebody", repository: "else" };

const hosting: Hosting = {
  openRepository: (access) => {
    accesses.push(access);
    return Promise.resolve(world.forge);
  },
  artifactFinder: () => Promise.resolve(world.ports.findArtifacts),
  readEvent: (name) => {
    events.push(name);
    const isOurs = name !== "push";
    return Promise.resolve(isOurs ? [{ repository, pull: 7, review: "changed", command: null }] : []);
  },
};

function run() {
  return runWords(["action"], world.ports.artifacts, { hosting });
}

test("a check that fails is exit code 1, and the summary of the step holds the review", async () => {
  const ran = await run();

  const summary = await readFile(join(folder, "summary.md"), "utf8");
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(summary).toContain("`orders`");
  expect(summary).not.toContain("headgate:state");
});

test.each(["workflow_run", "issue_comment"])(
  "a job of %s does not fail over findings: the check run says them",
  async (event) => {
    vi.stubEnv("GITHUB_EVENT_NAME", event);

    const ran = await run();

    expect(ran.code).toBe(0);
    expect(world.forge.check?.conclusion).toBe("failure");
  },
);

test("a clean review is exit code 0", async () => {
  world.manifests.set(". head", WHOLE);

  const ran = await run();

  expect(ran).toMatchObject({ code: 0, stderr: "" });
});

test("the token is used for the repository of the run alone, whatever the event says", async () => {
  await run();

  expect(accesses).toMatchObject([
    {
      repository: { installation: null, owner: "acme", repository: "shop" },
      token: "secret-token",
      apiUrl: "http://127.0.0.1:9/api/v3",
    },
  ]);
});

test("pull_request_target is read as the pull request that it is", async () => {
  vi.stubEnv("GITHUB_EVENT_NAME", "pull_request_target");

  await run();

  expect(events).toEqual(["pull_request"]);
});

test("an event that asks for nothing is done at once", async () => {
  vi.stubEnv("GITHUB_EVENT_NAME", "push");

  const ran = await run();

  expect(ran).toMatchObject({ code: 0, stdout: "Nothing to do on push.\n" });
  expect(accesses).toEqual([]);
});

test("GitHub that cannot be reached is exit code 2, a fault of ours 3, and neither shows the token", async () => {
  world.forge.before = () => {
    throw new ForgeError("forge-down", { what: "GitHub is down.", why: "", todo: "Wait." });
  };
  const down = await run();
  world.forge.before = () => {
    throw new Error("boom");
  };
  const broken = await run();

  expect(down).toMatchObject({ code: 2, stderr: expect.stringContaining("GitHub is down.") });
  expect(broken).toMatchObject({ code: 3, stderr: expect.stringContaining("boom") });
  expect(down.stderr + broken.stderr).not.toContain("secret-token");
});

test.each([["GITHUB_EVENT_NAME"], ["GITHUB_EVENT_PATH"], ["GITHUB_REPOSITORY"], ["GITHUB_TOKEN"]])(
  "without %s it says so",
  async (name) => {
    vi.stubEnv(name, "");

    const ran = await run();

    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(`${name} is missing.`);
  },
);

test("an event that is no JSON is refused by its path", async () => {
  await writeFile(join(folder, "event.json"), "{");

  const ran = await run();

  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain("event.json cannot be read.");
});
