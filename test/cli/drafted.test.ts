import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Report } from "../../src/core/report.ts";
import { endModels } from "../support/end-model.ts";
import { personas } from "../support/model/personas.ts";
import { startModel, type ModelServer } from "../support/model/start.ts";
import { runCli } from "../support/run-cli.ts";

const project = fileURLToPath(new URL("../../fixtures/projects/demo", import.meta.url));
const sides = ["--base", `${project}/base`, "--head", `${project}/head`];
const KEY = "sk-test-0123456789";

let server: ModelServer;
let cache = "";

beforeAll(async () => {
  server = await startModel({ answer: personas.honest, apiKey: KEY });
  cache = mkdtempSync(join(tmpdir(), "headgate-cache-"));
});

afterAll(async () => {
  await endModels(server);
  rmSync(cache, { recursive: true });
});

const models = { HEADGATE_MODEL_SMALL: "small-1", HEADGATE_MODEL_LARGE: "large-1" };

/** A review by the built command, and what was asked of models for it. */
async function reviewed(words: readonly string[], named: Readonly<Record<string, string>> = models) {
  const before = server.requests().length;
  const { code, stdout } = await runCli(
    ["review", ...sides, "--fail-on", "never", "--format", "json", ...words],
    { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: KEY, XDG_CACHE_HOME: cache, ...named },
  );
  expect(code).toBe(0);
  return { report: Report.parse(JSON.parse(stdout)), asked: server.requests().slice(before) };
}

test("the command words a review with the models of the environment, and said again it costs nothing", async () => {
  const first = await reviewed([]);
  const again = await reviewed([]);

  const { lead, items } = first.report.draft;
  expect(first.report.draft).toMatchObject({ origin: "model", models: ["large-1", "small-1"] });
  expect(first.asked.length).toBeLessThanOrEqual(4);
  expect(JSON.stringify(first.asked.map(({ body }) => body))).not.toMatch(/sk-test|\/home\/|XDG_CACHE|DBT_/u);
  expect(again.asked).toEqual([]);
  expect(again.report.draft).toMatchObject({ lead, items, tokens: { input: 0, output: 0 } });
}, 120_000);

test("a model changes words alone: without one the facts are the same", async () => {
  const { report: drafted } = await reviewed([]);
  const { report: plain, asked } = await reviewed(["--draft", "off"]);

  const { draft, generator } = plain;
  expect(asked).toEqual([]);
  expect([drafted.draft.origin, draft.origin]).toEqual(["model", "template"]);
  expect({ ...drafted, draft, generator }).toEqual(plain);
}, 120_000);

test("without the name of a model nothing is sent, whatever key is there", async () => {
  const { report, asked } = await reviewed([], {});

  expect(report.draft.origin).toBe("template");
  expect(asked).toEqual([]);
}, 120_000);
