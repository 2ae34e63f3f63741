import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endModels } from "../support/end-model.ts";
import { personas } from "../support/model/personas.ts";
import { startModel } from "../support/model/start.ts";
import { runCli, type Ran } from "../support/run-cli.ts";

const project = fileURLToPath(new URL("../../fixtures/projects/demo", import.meta.url));
const sides = ["--base", `${project}/base`, "--head", `${project}/head`];

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function withConfig(draft: string): Promise<Ran> {
  const file = join(folder, "headgate.yml");
  writeFileSync(file, `version: 1\ndraft:\n  ${draft}\n`);
  return runCli(["doctor", ...sides, "--prompts", "--config", file]);
}

/** A prompt with its nonce, which is new every time, and the space around it taken off. */
function plain(text: string): string {
  return text.replaceAll(/(?<=<<<FACTS |^FACTS )\S+?(?=$|>>>)/gmu, "NONCE").trim();
}

test("doctor shows word for word what a review sends, and sends nothing", async () => {
  const server = await startModel({ answer: personas.honest });
  const models = {
    OPENAI_BASE_URL: server.baseUrl,
    HEADGATE_MODEL_SMALL: "small-1",
    HEADGATE_MODEL_LARGE: "large-1",
  };

  const { code, stdout } = await runCli(["doctor", ...sides, "--prompts"], models);
  const before = server.requests().length;
  await runCli(["review", ...sides, "--fail-on", "never"], models);

  const sent = server.requests().flatMap(({ body }) => body.messages.map(({ content }) => plain(content)));
  const facts = sent.filter((content) => content.includes("<<<FACTS") && !content.includes("<<<REVIEW"));
  expect(code).toBe(0);
  expect(before).toBe(0);
  expect(facts.length).toBeGreaterThan(0);
  for (const content of facts) expect(stdout).toContain(content);
  await endModels(server);
}, 120_000);

test("what the configuration keeps back is not in it", async () => {
  const all = await withConfig("mode: auto");
  const less = await withConfig("send: { descriptions: false }");

  expect(all.stdout).toContain("What customers paid");
  expect(less.stdout).toContain("<<<FACTS");
  expect(less.stdout).not.toContain("What customers paid");
}, 120_000);

test("where models are turned off doctor says that nothing would be sent", async () => {
  const { code, stdout } = await withConfig("mode: off");

  expect(code).toBe(0);
  expect(stdout).toMatch(/^Nothing would be sent/u);
}, 120_000);

test.each([
  ["one side", ["--prompts", "--manifest", project]],
  ["no sides", ["--prompts"]],
  ["a repository", ["--prompts", "--repository", "acme/shop"]],
  ["no prompts, but a configuration", [...sides, "--config", "headgate.yml"]],
])("with %s doctor says what --prompts needs", async (_, words) => {
  const { code, stderr } = await runCli(["doctor", ...words]);

  expect(code).toBe(2);
  expect(stderr).toContain("--prompts and --config go with two sides");
});
