import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ModelAnswer, ModelCall } from "../../../src/core/draft/model-call.ts";
import { defaultDraft, type DraftSettings } from "../../../src/core/draft/settings.ts";
import { memoryLedger } from "../../../src/edges/llm/memory-ledger.ts";
import { JournalStore } from "../../../src/edges/store/journal.ts";
import { draftWorld, LEAD } from "../../support/model-call.ts";
import * as model from "../../support/model/replies.ts";
import { startModel, type ModelServer } from "../../support/model/start.ts";

let server: ModelServer;

// A call that is held against the budgets with 100 + 400 tokens, and takes 200.
const answer = model.says(LEAD, { usage: { prompt: 150, completion: 50 } });

beforeEach(async () => {
  server = await startModel({ answer });
});

afterEach(async () => {
  await server.stop();
});

function within(
  budgets: Partial<DraftSettings["budgets"]>,
  over: Partial<ModelCall> = {},
): Partial<ModelCall> {
  const none = { pullTokens: null, dayTokens: null, dayCost: null };
  const prices = { "small-1": { input: 1000, cached: 0, output: 1000 } };
  return { settings: { ...defaultDraft, prices, budgets: { ...none, ...budgets } }, ...over };
}

function ended(drafted: ModelAnswer): string {
  return drafted.kind === "failed" ? drafted.why : drafted.kind;
}

test("a pull request may spend its budget over all of its calls, and another one has its own", async () => {
  const world = draftWorld(server);
  const call = within({ pullTokens: 900 });

  const ends = [
    await world.draft(call),
    await world.draft(call),
    await world.draft(call),
    await world.draft(call),
  ].map(ended);

  expect(ends).toEqual(["answered", "answered", "answered", "The budget of this pull request is spent."]);
  expect(ended(await world.draft({ ...call, account: { repository: "acme/shop", pull: 2 } }))).toBe(
    "answered",
  );
});

test("a repository has a budget for the day, in UTC, and another one has its own", async () => {
  const world = draftWorld(server);
  const call = within({ dayTokens: 600 });

  const first = ended(await world.draft(call));
  const second = ended(await world.draft({ ...call, account: { repository: "acme/shop", pull: 2 } }));
  const other = ended(await world.draft({ ...call, account: { repository: "acme/other", pull: 1 } }));
  world.time.pass(12 * 3_600_000 - 1);
  const beforeMidnight = ended(await world.draft(call));
  world.time.pass(1);

  expect([first, second, other]).toEqual([
    "answered",
    "The budget of the repository for today is spent.",
    "answered",
  ]);
  expect(beforeMidnight).toBe("The budget of the repository for today is spent.");
  expect(ended(await world.draft(call))).toBe("answered");
});

test("a budget in money counts models that have a price", async () => {
  const world = draftWorld(server);
  // Held with 0.5, and 0.2 taken.
  const call = within({ dayCost: 0.6 });

  const ends = [ended(await world.draft(call)), ended(await world.draft(call))];
  const free = ended(await world.draft({ ...call, size: "large" }));

  expect(ends).toEqual(["answered", "The budget of the repository for today is spent."]);
  expect(free).toBe("answered");
});

test("whoever runs the server may limit all repositories together", async () => {
  const world = draftWorld(server, { endpoint: { dayTokens: 600 } });

  await world.draft(within({}));
  const other = await world.draft(within({}, { account: { repository: "acme/other", pull: 1 } }));

  expect(ended(other)).toBe("The budget of all repositories for today is spent.");
});

test("nothing is sent once a budget is spent, and a refused call takes nothing of the others", async () => {
  const world = draftWorld(server);

  await world.draft(within({ dayTokens: 499 }));
  const later = await world.draft(within({ pullTokens: 500 }));

  expect(server.requests()).toHaveLength(1);
  expect(ended(later)).toBe("answered");
});

test("of calls at the same time none goes over the budget", async () => {
  const world = draftWorld(server);
  const call = within({ pullTokens: 1100 });

  const drafted = await Promise.all([world.draft(call), world.draft(call), world.draft(call)]);

  expect(drafted.map(({ kind }) => kind).toSorted()).toEqual(["answered", "answered", "failed"]);
});

test("what a failed answer cost is spent too, and what was never sent is not", async () => {
  const world = draftWorld(server);
  const call = within({ pullTokens: 650 });
  server.next(model.error(400, { message: "no" }), model.cutOff(LEAD));

  await world.draft(call);
  await world.draft(call);
  const last = await world.draft(call);

  expect(ended(last)).toBe("answered");
  expect(ended(await world.draft(call))).toBe("The budget of this pull request is spent.");
});

test("on the command line a run has the budget of one pull request", async () => {
  const world = draftWorld(server);
  const call = within({ pullTokens: 600 }, { account: { repository: null, pull: null } });

  await world.draft(call);

  expect(ended(await world.draft(call))).toBe("The budget of this pull request is spent.");
});

test("a server that was started again knows what was spent", async () => {
  const folder = await mkdtemp(join(tmpdir(), "headgate-budget-"));
  const call = within({ dayTokens: 600 });
  const before = await JournalStore.open(folder);
  await draftWorld(server, { ledger: before }).draft(call);
  await before.close();

  const after = await JournalStore.open(folder);
  const drafted = await draftWorld(server, { ledger: after }).draft(call);
  await after.close();
  await rm(folder, { recursive: true });

  expect(ended(drafted)).toBe("The budget of the repository for today is spent.");
});

test("where nothing can be counted nothing is sent", async () => {
  const ledger = { spend: () => Promise.reject(new Error("the disk of sk-test is full")) };
  const world = draftWorld(server, { ledger });

  const drafted = await world.draft();

  expect(drafted).toMatchObject({ failure: "budget", why: "What models cost cannot be counted now." });
  expect(server.requests()).toEqual([]);
  expect(JSON.stringify(world.log.lines)).not.toContain("sk-test");
});

test("an answer that was paid for is used although it cannot be counted any more", async () => {
  const kept = memoryLedger();
  let calls = 0;
  const ledger = {
    spend: (...spending: Parameters<typeof kept.spend>) => {
      calls += 1;
      return calls === 1 ? kept.spend(...spending) : Promise.reject(new Error("gone"));
    },
  };

  expect(ended(await draftWorld(server, { ledger }).draft())).toBe("answered");
});
