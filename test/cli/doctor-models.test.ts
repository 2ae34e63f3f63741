import { afterEach, expect, test } from "vitest";
import { probeModels } from "../../src/models.ts";
import type { Environment } from "../../src/server/private-key.ts";
import { endModels } from "../support/end-model.ts";
import { sideOf } from "../support/manifest.ts";
import * as model from "../support/model/replies.ts";
import { startModel, type ModelOptions, type ModelServer } from "../support/model/start.ts";
import { runWords } from "../support/run-words.ts";

const servers: ModelServer[] = [];

afterEach(async () => {
  await endModels(...servers.splice(0));
});

async function started(options: ModelOptions = {}): Promise<ModelServer> {
  const server = await startModel(options);
  servers.push(server);
  return server;
}

const artifacts = { readSide: () => Promise.resolve(sideOf({})) };

/** What doctor says of the models, without line breaks and times. */
async function doctor(env: Environment): Promise<string> {
  const { code, stdout } = await runWords(["doctor"], artifacts, { probeModels: () => probeModels(env) });
  expect(code).toBe(0);
  const [models = ""] = stdout.split("\ntarget\n", 1);
  return models.replaceAll(/\s+/gu, " ").replaceAll(/\d+\.\d s\./gu, "… s.");
}

function environment({ baseUrl }: ModelServer, over: Environment = {}): Environment {
  return {
    OPENAI_BASE_URL: baseUrl,
    HEADGATE_MODEL_SMALL: "small-1",
    HEADGATE_MODEL_LARGE: "large-1",
    ...over,
  };
}

test("without an endpoint doctor says that templates word the review, and how to change that", async () => {
  const said = await doctor({});

  expect(said).toMatch(
    /^language models missing models Templates word the review\. To do: .*OPENAI_BASE_URL/u,
  );
});

test("an endpoint without the name of a model is not asked", async () => {
  const server = await started();

  const said = await doctor({ OPENAI_BASE_URL: server.baseUrl });

  expect(said).toContain("no model is named");
  expect(said).toContain("HEADGATE_MODEL_SMALL");
  expect(server.requests()).toEqual([]);
});

test("both models are asked, and doctor says how they answer and what that took", async () => {
  const server = await started();

  const said = await doctor(environment(server));

  expect(said).toContain(
    "used small model `small-1` answers in … s. It is held to a schema (json_schema). This test took 150 tokens.",
  );
  expect(said).toContain("used large model `large-1` answers in … s. It is held to a schema");
});

test("doctor names the endpoint, and says so when it is not encrypted", async () => {
  const here = await started();

  const said = await doctor(environment(here));
  const far = await doctor({ OPENAI_BASE_URL: "http://models.example/v1", OPENAI_API_KEY: "sk-1" });

  expect(said).toContain(`used endpoint ${here.baseUrl}, without a key.`);
  expect(far).toContain("partial endpoint http://models.example/v1, with a key. It is not encrypted");
  expect(far).not.toContain("sk-1");
});

test("one model in both places is asked once", async () => {
  const server = await started();

  const said = await doctor(environment(server, { HEADGATE_MODEL_LARGE: "" }));

  server.next(model.refusal);
  const failed = await doctor(environment(server, { HEADGATE_MODEL_LARGE: "" }));

  expect(said).toContain("used large model The same as the small model.");
  expect(failed).toContain("unreadable large model The same as the small model.");
  expect(server.requests()).toHaveLength(2);
});

test.each<[string, ModelOptions, string]>([
  ["a schema", { refuses: ["json_schema"] }, "It takes no schema; it is held to JSON (json_object)"],
  ["any form", { refuses: ["json_schema", "json_object"] }, "It takes no form of answer;"],
  ["the older limit", { refuses: ["max_tokens"] }, "It takes max_completion_tokens."],
  [
    "a limit and a temperature",
    { refuses: ["max_tokens", "max_completion_tokens", "temperature"] },
    "It takes no limit of tokens and no temperature.",
  ],
])("doctor says when an endpoint does not take %s", async (_, options, told) => {
  const server = await started(options);

  expect(await doctor(environment(server))).toContain(told);
});

test("doctor tells a server that takes a schema and does not hold its model to it", async () => {
  const server = await started();
  server.next(model.chats);

  const said = await doctor(environment(server));

  expect(said).toContain(
    "partial small model `small-1` answers in … s. It takes a form of answer and is not held to it",
  );
});

test("doctor says that a model is of no use that never keeps to JSON", async () => {
  const server = await started({ answer: model.chats });

  const said = await doctor(environment(server));

  expect(said).toContain("unreadable small model `small-1` answers, and does not keep to JSON");
  expect(said).toContain("To do: Use another model.");
});

test("a wrong key, an unknown model: doctor says what to check, in the server's words but for the key", async () => {
  const apiKey = "sk-right-0123456789abcdef0123456789";
  const server = await started({ apiKey, models: ["small-1"] });

  const wrongKey = await doctor(environment(server, { OPENAI_API_KEY: "sk-wrong" }));
  const unknown = await doctor(environment(server, { OPENAI_API_KEY: apiKey }));

  expect(wrongKey).toContain("does not take the key (401). It says: Incorrect API key provided: ….");
  expect(wrongKey).toContain("To do: Check OPENAI_API_KEY.");
  expect(wrongKey).not.toContain("sk-");
  expect(unknown).toContain("It says: The model `large-1` does not exist.");
  expect(unknown).toContain("To do: Check the name of the model.");
});

test("a server that is not there: doctor names the address and what to check", async () => {
  const server = await startModel();
  await server.stop();

  const said = await doctor(environment(server));

  expect(said).toContain(`at ${server.baseUrl}: The model's endpoint cannot be reached.`);
  expect(said).toContain("OPENAI_BASE_URL");
});

test("nothing is asked where the command line is wrong", async () => {
  const server = await started();

  const { code } = await runWords(["doctor", "--base", "target"], artifacts, {
    probeModels: () => probeModels(environment(server)),
  });

  expect(code).toBe(2);
  expect(server.requests()).toEqual([]);
});
