import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ModelAnswer } from "../../../src/core/draft/model-call.ts";
import { defaultDraft } from "../../../src/core/draft/settings.ts";
import { endModels } from "../../support/end-model.ts";
import { draftWorld, LEAD } from "../../support/model-call.ts";
import * as model from "../../support/model/replies.ts";
import { startModel, type ModelServer } from "../../support/model/start.ts";

let server: ModelServer;

beforeEach(async () => {
  server = await startModel();
});

afterEach(async () => {
  await endModels(server);
});

/** How a draft ended, in a word. */
function ended(answer: ModelAnswer): string {
  return answer.kind === "failed" ? answer.failure : answer.text;
}

describe("a good answer", () => {
  test("comes with the model's name, what it cost in tokens, and no cost where there is no price", async () => {
    server.next(model.says(LEAD, { usage: { prompt: 321, completion: 45, cached: 128 } }));

    const answer = await draftWorld(server).draft();

    expect(answer).toEqual({
      kind: "answered",
      model: "small-1",
      text: JSON.stringify(LEAD),
      tokens: { input: 321, output: 45, cached: 128 },
      cost: null,
    });
  });

  test("is asked of the model of the call's size, with its messages, its limit, its schema and the key", async () => {
    await draftWorld(server).draft({ size: "large" });

    const [request] = server.requests();
    expect(request?.authorization).toBe("Bearer sk-test-0123456789");
    expect(request?.body).toEqual({
      model: "large-1",
      messages: [
        { role: "system", content: "You word reviews." },
        { role: "user", content: "F1: orders.discount is gone." },
      ],
      temperature: 0,
      max_tokens: 400,
      response_format: {
        type: "json_schema",
        json_schema: { name: "lead", strict: true, schema: expect.objectContaining({ required: ["lead"] }) },
      },
    });
  });

  test.each([
    ["in a fence", model.fenced(LEAD)],
    ["after its thoughts", model.afterThoughts(LEAD)],
  ])("%s is given as plain JSON", async (_, reply) => {
    server.next(reply);

    const answer = await draftWorld(server).draft();

    expect(JSON.parse(ended(answer))).toEqual(LEAD);
  });

  test.each([
    ["between prose", model.betweenProse(LEAD)],
    ["broken", model.brokenJson(LEAD)],
    ["of another form", model.says({ verdict: "approved" })],
    ["of no form", model.chats],
  ])("%s is given as it is: what it is worth is judged elsewhere", async (_, reply) => {
    server.next(reply);

    expect(await draftWorld(server).draft()).toMatchObject({ kind: "answered" });
    expect(server.requests()).toHaveLength(1);
  });

  test("of a server that does not count is counted by its length", async () => {
    server.next(model.says("x".repeat(380), { usage: null }));

    const { tokens } = await draftWorld(server).draft({ estimatedTokens: 70 });

    expect(tokens).toEqual({ input: 70, output: 100, cached: 0 });
  });

  test("costs what the price table says, with cached input apart", async () => {
    server.next(model.says(LEAD, { usage: { prompt: 1_000_000, completion: 500_000, cached: 400_000 } }));
    const prices = { "small-1": { input: 2, cached: 0.5, output: 8 } };
    const world = draftWorld(server);

    const { cost } = await world.draft({ settings: { ...defaultDraft, prices } });

    expect(cost).toBeCloseTo(0.6 * 2 + 0.4 * 0.5 + 0.5 * 8);
  });
});

describe("the name of a model", () => {
  test("is that of the repository before that of the operator", async () => {
    const models = { small: "their-own", large: null };
    const world = draftWorld(server);

    await world.draft({ settings: { ...defaultDraft, models } });
    await world.draft({ size: "large", settings: { ...defaultDraft, models } });

    expect(server.requests().map(({ body }) => body.model)).toEqual(["their-own", "large-1"]);
  });

  test("is that of the other size where only one is set", async () => {
    const models = { small: null, large: "the-only-one" };

    await draftWorld(server, { endpoint: { models } }).draft({ size: "small" });

    expect(server.requests()[0]?.body.model).toBe("the-only-one");
  });

  test("is not guessed: without one nothing is sent", async () => {
    const models = { small: null, large: null };

    const answer = await draftWorld(server, { endpoint: { models } }).draft();

    expect(answer).toMatchObject({ kind: "failed", failure: "not-configured", model: null });
    expect(server.requests()).toEqual([]);
  });
});

describe("no answer is a value", () => {
  test.each([
    ["a refusal", model.refusal, "refused"],
    ["an empty answer", model.emptyAnswer, "refused"],
    ["an answer that was cut off", model.cutOff(LEAD), "length"],
    ["a filter over the answer", model.filtered, "filtered"],
  ])("%s, and what it cost counts", async (_, reply, failure) => {
    server.next(reply);

    const answer = await draftWorld(server).draft();

    expect(answer).toMatchObject({ kind: "failed", failure, model: "small-1" });
    expect(answer.tokens).toEqual({ input: 120, output: 30, cached: 0 });
    expect(server.requests()).toHaveLength(1);
  });

  test.each([
    ["a filter over the question", model.questionFiltered, "filtered"],
    ["an account without credit", model.outOfCredit, "rejected"],
    ["an unknown request", model.error(400, { message: "Bad Request" }), "rejected"],
    ["a redirect", model.elsewhere("http://127.0.0.1:9/v1/chat/completions"), "rejected"],
    ["what is no chat completion", model.noCompletion, "endpoint-down"],
    ["what is no JSON", model.noJson, "endpoint-down"],
    ["an answer without end", model.flood, "endpoint-down"],
  ])("%s, and it is not tried again", async (_, reply, failure) => {
    server.next(reply);
    const world = draftWorld(server);

    const answer = await world.draft();

    expect(answer).toMatchObject({ kind: "failed", failure, tokens: { input: 0, output: 0 } });
    expect(server.requests()).toHaveLength(1);
    expect(world.time.pauses).toEqual([]);
  });

  test("a server that is not there", async () => {
    const gone = await startModel();
    await gone.stop();

    const answer = await draftWorld(gone).draft();

    expect(answer).toMatchObject({
      kind: "failed",
      failure: "endpoint-down",
      why: "The model's endpoint cannot be reached.",
    });
  });

  test("an unknown model, told apart from a wrong key", async () => {
    const strict = await startModel({ apiKey: "sk-right", models: ["large-1"] });

    const wrongKey = await draftWorld(strict).draft();
    const unknown = await draftWorld(strict, { endpoint: { apiKey: "sk-right" } }).draft();
    await strict.stop();

    expect([wrongKey, unknown].map((answer) => answer.kind === "failed" && answer.why)).toEqual([
      "The model's endpoint does not take the key (401).",
      "The model's endpoint does not know the model, or its address is wrong (404).",
    ]);
  });
});

describe("nothing that is secret or a stranger's", () => {
  test("gets into an answer, a reason or the log: neither the key nor a word of the server or of the question", async () => {
    const strict = await startModel({ apiKey: "sk-right" });
    const world = draftWorld(strict);
    const answers = [await world.draft(), await world.draft({ cacheKey: "k" })];
    strict.next(model.error(500, { message: "orders.discount" }));
    answers.push(await draftWorld(strict, { endpoint: { apiKey: "sk-right" } }).draft());
    await strict.stop();

    const told = JSON.stringify([answers, world.log.lines]);

    expect(world.log.lines).toHaveLength(2);
    for (const secret of ["sk-test", "Incorrect", "orders.discount", "You word"]) {
      expect(told).not.toContain(secret);
    }
  });

  test("goes to a server without a key but a word that stands for none", async () => {
    await draftWorld(server, { endpoint: { apiKey: null } }).draft();

    expect(server.requests()[0]?.authorization).toBe("Bearer none");
  });
});
