import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { endModels } from "../../support/end-model.ts";
import { draftWorld, LEAD, leadSchema } from "../../support/model-call.ts";
import type { Refused } from "../../support/model/picky.ts";
import * as model from "../../support/model/replies.ts";
import type { ChatRequest } from "../../support/model/request.ts";
import { startModel, type ModelServer } from "../../support/model/start.ts";

const servers: ModelServer[] = [];

afterEach(async () => {
  await endModels(...servers.splice(0));
});

async function thatRefuses(...refuses: Refused[]): Promise<ModelServer> {
  const server = await startModel({ refuses });
  servers.push(server);
  return server;
}

/** What differs between the ways to ask, in a few words. */
function wayOf({ response_format: form, temperature, ...limits }: ChatRequest): string {
  const names = ["max_tokens", "max_completion_tokens"] as const;
  const limit = names.find((name) => limits[name] !== undefined) ?? "no limit";
  return `${form?.type ?? "text"}, ${limit}, ${temperature === undefined ? "no temperature" : "temperature"}`;
}

function waysOf(asked: ModelServer): readonly string[] {
  return asked.requests().map(({ body }) => wayOf(body));
}

describe("a server is asked in the way that it takes", () => {
  test.each<[string, Refused[], string]>([
    ["no schema", ["json_schema"], "json_object, max_tokens, temperature"],
    ["no form at all", ["json_schema", "json_object"], "text, max_tokens, temperature"],
    ["no grammar of this schema", ["grammar"], "json_object, max_tokens, temperature"],
    ["a schema to which its model does not keep", ["groq"], "json_object, max_tokens, temperature"],
    ["no temperature", ["temperature"], "json_schema, max_tokens, no temperature"],
    ["the newer limit only", ["max_tokens"], "json_schema, max_completion_tokens, temperature"],
    ["neither limit", ["max_tokens", "max_completion_tokens"], "json_schema, no limit, temperature"],
    [
      "nothing of it",
      ["json_schema", "json_object", "temperature", "max_tokens", "max_completion_tokens"],
      "text, no limit, no temperature",
    ],
  ])("%s", async (_, refuses, way) => {
    const asked = await thatRefuses(...refuses);

    const answer = await draftWorld(asked).draft();

    expect(answer).toMatchObject({ kind: "answered", text: JSON.stringify({ lead: "A sentence." }) });
    expect(waysOf(asked).at(-1)).toBe(way);
  });

  test("which is learned once, for each model by itself", async () => {
    const asked = await thatRefuses("json_schema", "temperature");
    const world = draftWorld(asked);

    await world.draft();
    const before = asked.requests().length;
    await world.draft();
    const again = waysOf(asked).slice(before);
    await world.draft({ size: "large" });

    expect(again).toEqual(["json_object, max_tokens, no temperature"]);
    expect(waysOf(asked).at(before + 1)).toBe("json_schema, max_tokens, temperature");
  });

  test("and what was refused for another reason is not learned", async () => {
    const asked = await thatRefuses();
    const tooLong = model.error(400, { message: "max_tokens is too large: the context has 8192 tokens" });
    const stillTooLong = model.error(400, { message: "the context has 8192 tokens" });
    asked.next(tooLong, stillTooLong);
    const world = draftWorld(asked);

    const answer = await world.draft();
    await world.draft();

    expect(answer).toMatchObject({ failure: "rejected" });
    expect(waysOf(asked).at(-1)).toBe("json_schema, max_tokens, temperature");
  });
});

describe("the schema", () => {
  test("stands in the first message where the server does not see it, and the rest is as it was", async () => {
    const asked = await thatRefuses("json_schema");

    await draftWorld(asked).draft();

    const [first, second] = asked.requests().at(-1)?.body.messages ?? [];
    expect(first?.content).toMatch(/^You word reviews\.\n\nAnswer with one JSON object/u);
    expect(first?.content).toContain(JSON.stringify(leadSchema));
    expect(second?.content).toBe("F1: orders.discount is gone.");
  });

  test("stands in a message of its own where no first message is the system's", async () => {
    const asked = await thatRefuses("json_schema");

    await draftWorld(asked).draft({ messages: [{ role: "user", content: "F1 is open." }] });

    expect(
      asked
        .requests()
        .at(-1)
        ?.body.messages.map(({ role }) => role),
    ).toEqual(["system", "user"]);
  });

  test.each([
    ["talks", model.chats],
    ["answers in another form", model.says({ verdict: "approved" })],
    ["answers with a list", model.says([LEAD])],
  ])("to which a model that %s is not held is shown to it from the next call on", async (_, reply) => {
    const asked = await thatRefuses();
    asked.next(reply);
    const world = draftWorld(asked);

    await world.draft();
    await world.draft();

    expect(waysOf(asked)).toEqual([
      "json_schema, max_tokens, temperature",
      "json_object, max_tokens, temperature",
    ]);
  });

  test.each([
    ["was cut off", model.cutOff(LEAD)],
    ["was refused", model.refusal],
    ["came in a fence", model.fenced(LEAD)],
  ])("is kept where an answer %s: that is no fault of the form", async (_, reply) => {
    const asked = await thatRefuses();
    asked.next(reply);
    const world = draftWorld(asked);

    await world.draft();
    await world.draft();

    expect(waysOf(asked).at(-1)).toBe("json_schema, max_tokens, temperature");
  });
});

describe("a model that thinks", () => {
  test.each([
    ["by its count of thoughts", { usage: { prompt: 100, completion: 400, thoughts: 400 } }],
    ["by its thoughts beside the answer", { usage: { prompt: 100, completion: 400 }, reasoning: "Hm." }],
    ["by an answer of which nothing came", { usage: { prompt: 100, completion: 400 } }],
  ])(
    "is known %s, and gets room for them from then on; what the first try cost counts",
    async (_, ending) => {
      const asked = await thatRefuses();
      asked.next(...Array.from({ length: 3 }, () => model.thinksLong(LEAD, ending)));
      const world = draftWorld(asked);

      const answer = await world.draft();
      await world.draft();

      expect(answer).toMatchObject({ kind: "answered", tokens: { input: 200, output: 800 } });
      expect(asked.requests().map(({ body }) => body.max_tokens)).toEqual([400, 4400, 4400]);
    },
  );

  test("that is still cut off with room for them is not asked again", async () => {
    const asked = await thatRefuses();
    const cutOff = model.says("", { finish: "length", reasoning: "Hm." });
    asked.next(cutOff, cutOff);

    const answer = await draftWorld(asked).draft();

    expect(answer).toMatchObject({ failure: "length" });
    expect(asked.requests()).toHaveLength(2);
  });

  test("has room for them at once where it takes only the newer limit", async () => {
    const asked = await thatRefuses("max_tokens");

    await draftWorld(asked).draft();

    expect(asked.requests().at(-1)?.body.max_completion_tokens).toBe(4400);
  });
});

describe("what was learned", () => {
  test("is known to the next run, for a week", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headgate-dialects-"));
    const asked = await thatRefuses("json_schema", "temperature");
    await draftWorld(asked, { folder }).draft();
    const first = asked.requests().length;

    const next = draftWorld(asked, { folder });
    await next.draft();
    const second = waysOf(asked).slice(first);
    const later = draftWorld(asked, { folder });
    later.time.pass(7 * 86_400_000 + 1);
    await later.draft();
    await rm(folder, { recursive: true });

    expect(second).toEqual(["json_object, max_tokens, no temperature"]);
    expect(waysOf(asked)[first + 1]).toBe("json_schema, max_tokens, temperature");
  });

  test("is forgotten where the file was changed by somebody", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headgate-dialects-"));
    const asked = await thatRefuses("json_schema");
    await draftWorld(asked, { folder }).draft();
    const names = await readdir(folder, { recursive: true });
    await writeFile(join(folder, names.find((name) => name.includes("/")) ?? ""), "{}");

    await draftWorld(asked, { folder }).draft();
    await rm(folder, { recursive: true });

    expect(waysOf(asked)[2]).toBe("json_schema, max_tokens, temperature");
  });
});
