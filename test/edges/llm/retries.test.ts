import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { draftWorld, LEAD } from "../../support/model-call.ts";
import * as model from "../../support/model/replies.ts";
import { startModel, type ModelServer } from "../../support/model/start.ts";

let server: ModelServer;

beforeEach(async () => {
  server = await startModel();
});

afterEach(async () => {
  await server.stop();
});

describe("what may pass is tried again", () => {
  test.each([
    ["500", model.broken()],
    ["503", model.broken(503)],
    ["a gateway's page", model.gateway],
    ["408", model.broken(408)],
    ["409", model.broken(409)],
    ["429", model.busy()],
    ["a broken connection", model.dropped],
  ])("twice, after pauses that double: %s", async (_, reply) => {
    server.next(reply, reply);
    const world = draftWorld(server);

    const answer = await world.draft();

    expect(answer.kind).toBe("answered");
    expect(world.time.pauses).toEqual([500, 1000]);
  });

  test("and not a third time", async () => {
    server.next(model.broken(), model.broken(), model.broken());
    const world = draftWorld(server);

    const answer = await world.draft();

    expect(answer).toMatchObject({
      failure: "endpoint-down",
      why: "The model's endpoint answers 500.",
    });
    expect(server.requests()).toHaveLength(3);
  });

  test.each([
    ["in seconds", { "retry-after": "7" }, 7000],
    ["in milliseconds", { "retry-after-ms": "1500", "retry-after": "2" }, 1500],
    ["as a date", { "retry-after": "Mon, 15 Jun 2026 12:00:09 GMT" }, 9000],
  ])("after the time that the server names %s", async (_, headers, pause) => {
    server.next(model.busy(headers));
    const world = draftWorld(server);

    const answer = await world.draft();

    expect(answer.kind).toBe("answered");
    expect(world.time.pauses).toEqual([pause]);
  });

  test("nobody waits for twenty seconds and more: the server is left alone for that time, then asked again", async () => {
    server.next(model.busy({ "retry-after": "60" }));
    const world = draftWorld(server);

    const refused = await world.draft();
    world.time.pass(59_999);
    const resting = await world.draft();
    world.time.pass(1);
    const later = await world.draft();

    expect(refused).toMatchObject({ failure: "endpoint-down" });
    expect(resting).toMatchObject({ failure: "circuit-open" });
    expect(later.kind).toBe("answered");
    expect(world.time.pauses).toEqual([]);
  });

  test("nobody waits beyond the deadline", async () => {
    server.next(model.busy({ "retry-after": "7" }));
    const world = draftWorld(server);

    const answer = await world.draft({}, { deadline: world.time.now() + 7000 });

    expect(answer).toMatchObject({ failure: "endpoint-down" });
    expect(world.time.pauses).toEqual([]);
  });
});

describe("the deadline and the end of interest", () => {
  test.each([
    ["says nothing", model.silent],
    ["breaks off in the middle", model.stalled],
  ])("a server that %s: the draft is too late, and the question counts", async (_, reply) => {
    server.next(reply);
    const world = draftWorld(server);

    const drafting = world.draft({ estimatedTokens: 100 });
    await server.received(1);
    world.time.ring();

    expect(await drafting).toMatchObject({ failure: "timeout", tokens: { input: 100, output: 0 } });
  });

  test("an abort ends the request at once", async () => {
    server.next(model.silent);
    const nobody = new AbortController();

    const drafting = draftWorld(server).draft({}, { signal: nobody.signal });
    await server.received(1);
    nobody.abort();

    expect(await drafting).toMatchObject({ failure: "aborted" });
  });

  test("an abort ends a pause: nothing more is sent", async () => {
    server.next(model.broken());
    const nobody = new AbortController();
    const world = draftWorld(server);
    const pause = world.time.pause.bind(world.time);
    Object.assign(world.time, {
      pause: (ms: number, signal: AbortSignal) => {
        nobody.abort();
        return pause(ms, signal);
      },
    });

    const answer = await world.draft({}, { signal: nobody.signal });

    expect(answer).toMatchObject({ failure: "aborted", tokens: { input: 0 } });
    expect(server.requests()).toHaveLength(1);
  });

  test("nothing is sent after the deadline, nor when nobody wants the answer", async () => {
    const world = draftWorld(server);

    const late = await world.draft({}, { deadline: world.time.now() });
    const unwanted = await world.draft({}, { signal: AbortSignal.abort() });

    expect([late, unwanted]).toMatchObject([{ failure: "timeout" }, { failure: "aborted" }]);
    expect(server.requests()).toEqual([]);
  });
});

describe("a server that fails", () => {
  test("three times in a row is left alone for five minutes, after which one more failure is enough", async () => {
    server.next(...Array.from({ length: 12 }, () => model.noJson));
    const world = draftWorld(server);
    const failures: string[] = [];

    for (const minutes of [0, 0, 0, 0, 5, 0]) {
      world.time.pass(minutes * 60_000);
      const answer = await world.draft();
      failures.push(answer.kind === "failed" ? answer.failure : answer.kind);
    }

    expect(failures).toEqual([
      "endpoint-down",
      "endpoint-down",
      "endpoint-down",
      "circuit-open",
      "endpoint-down",
      "circuit-open",
    ]);
    expect(server.requests()).toHaveLength(4);
  });

  test("is not left alone when it answered in between, if only to refuse", async () => {
    const { noJson, refusal } = model;
    server.next(noJson, noJson, refusal, noJson, noJson, model.says(LEAD));
    const world = draftWorld(server);

    for (let calls = 0; calls < 5; calls += 1) await world.draft();

    expect((await world.draft()).kind).toBe("answered");
  });

  test("is not blamed for what nobody waited for", async () => {
    const world = draftWorld(server);
    for (let calls = 0; calls < 3; calls += 1) {
      server.next(model.silent);
      const nobody = new AbortController();
      const drafting = world.draft({}, { signal: nobody.signal });
      await server.received(calls + 1);
      nobody.abort();
      await drafting;
    }

    expect((await world.draft()).kind).toBe("answered");
  });
});
