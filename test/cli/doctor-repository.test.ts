import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Hosting } from "../../src/cli/hosting.ts";
import { ForgeError } from "../../src/errors.ts";
import { PullWorld, sha } from "../support/pull-world.ts";
import { runWords } from "../support/run-words.ts";

let world = new PullWorld();

beforeEach(() => {
  world = new PullWorld();
  vi.stubEnv("GITHUB_TOKEN", "secret-token");
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const hosting: Hosting = {
  openRepository: () => Promise.resolve(world.forge),
  artifactFinder: () => Promise.resolve(world.ports.findArtifacts),
  readEvent: () => Promise.reject(new Error("no event is to be read")),
};

async function visit(...words: readonly string[]) {
  const ran = await runWords(["doctor", "--repository", "acme/shop", ...words], undefined, { hosting });
  // Columns are filled up and long lines are broken for the eye.
  return { ...ran, stdout: ran.stdout.replaceAll(/\s+/gu, " ") };
}

test("a repository where everything is found says so, line by line", async () => {
  world.configure("version: 1\n");
  world.forge.files.set(`.github/workflows/headgate-artifacts.yml@${sha("b")}`, "name: headgate artifacts\n");

  const { code, stdout } = await visit();

  expect(code).toBe(0);
  expect(stdout).toContain("used .github/headgate.yml");
  expect(stdout).toContain("used .github/workflows/headgate-artifacts.yml");
  expect(stdout).toContain("used artifacts of base Of commit aaaaaaa.");
  expect(stdout).toContain("used artifacts of head Of commit ccccccc.");
  expect(world.forge.writes).toEqual([]);
});

test("what is missing is named with what to do", async () => {
  world.manifests.delete(". base");

  const { stdout } = await visit();

  expect(stdout).toContain("missing .github/headgate.yml The defaults hold.");
  expect(stdout).toContain("`headgate init` writes it.");
  expect(stdout).toContain("missing artifacts of base . base is not uploaded.");
});

test("a broken configuration is named with its line", async () => {
  world.configure("version: 1\nblok: never\n");

  const { stdout } = await visit();

  expect(stdout).toContain("headgate.yml:2");
});

test("every project of a monorepo has its lines", async () => {
  world.configure("version: 1\nprojects: [core, finance]\n");

  const { stdout } = await visit();

  expect(stdout).toContain("artifacts of base, core");
  expect(stdout).toContain("artifacts of head, finance");
});

test("without an open pull request the branch is looked at", async () => {
  vi.spyOn(world.forge, "listOpenPulls").mockResolvedValue([]);
  world.forge.files.set(".github/headgate.yml@develop", "version: 1\n");

  const { stdout } = await visit("--branch", "develop");

  expect(stdout).toContain("used .github/headgate.yml");
  expect(stdout).toContain("None is open");
});

test("what the token may not read is a line, and the rest is looked at all the same", async () => {
  world.forge.before = (call) => {
    if (call.includes("workflows"))
      throw new ForgeError("forge-denied", {
        what: "GitHub refused.",
        why: "The token lacks contents: read.",
        todo: "Give it.",
      });
  };

  const { code, stdout } = await visit();

  expect(code).toBe(0);
  expect(stdout).toContain("The token lacks contents: read.");
  expect(stdout).toContain("artifacts of head");
});

test("without a token nothing is asked, and a name that is no repository is refused", async () => {
  const odd = await runWords(["doctor", "--repository", "shop"], undefined, { hosting });
  vi.stubEnv("GITHUB_TOKEN", "");
  const without = await visit();

  expect(odd).toMatchObject({ code: 2, stderr: expect.stringContaining("owner/name") });
  expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining("GITHUB_TOKEN is missing.") });
  expect(world.forge.asked).toEqual([]);
});
