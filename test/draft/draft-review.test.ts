import { describe, expect, test } from "vitest";
import { MOST_PROMPT_TOKENS } from "../../src/core/draft/plan.ts";
import { defaultDraft, type DraftSettings } from "../../src/core/draft/settings.ts";
import { draftReview } from "../../src/draft/draft-review.ts";
import type { ModelCall } from "../../src/core/draft/model-call.ts";
import { Report } from "../../src/core/report.ts";
import { draftPorts, FakeDrafter, honest, honestItems, type Said } from "../support/fake-drafter.ts";
import { findingWith, reportWith, shopReport } from "../support/report.ts";

async function drafted(
  say: (call: ModelCall, index: number) => Said,
  report: Report = shopReport(),
  settings: DraftSettings = defaultDraft,
) {
  const drafter = new FakeDrafter(say);
  const request = { report, settings, account: { repository: "acme/shop", pull: 7 } };
  const draft = await draftReview(request, draftPorts(drafter));
  return { draft, calls: drafter.calls };
}

/** A report with so many errors and warnings on objects of their own. */
function large(count: number): Report {
  const findings = Array.from({ length: count }, (_, index) =>
    findingWith({
      id: `F${index + 1}`,
      severity: index % 2 === 0 ? "error" : "warning",
      category: index % 3 === 0 ? "contract" : "rows",
      subject: { uniqueId: `model.shop.orders_${index}`, column: `amount_${index}` },
      title: `Column \`amount_${index}\` of \`orders_${index}\` is gone`,
      why: "Consumers rely on the contract of the model and will see other rows. ".repeat(4),
      fix: "Keep it, or add a new version of the model and tell its readers. ".repeat(4),
      affected: Array.from({ length: 12 }, (_x, hit) => `exposure.shop.board_${index}_${hit}`),
    }),
  );
  return reportWith({ verdict: "breaking", findings });
}

test("each part is worded by its model, and the lead is written last", async () => {
  const { draft, calls } = await drafted(honest);

  expect(calls.map(({ task, size }) => `${task} ${size}`)).toEqual(["T1 large", "T2 small", "lead small"]);
  expect(draft).toMatchObject({
    origin: "model",
    lead: "This pull request takes something away from its readers.",
    models: ["large-model", "small-model"],
    tokens: { input: 300, output: 60 },
    cost: null,
    tasks: [
      {
        id: "T1",
        findings: ["F1", "F2", "F3"],
        route: "large",
        why: "a contract is broken",
        outcome: "drafted",
      },
      { id: "T2", findings: ["F4"], route: "small", outcome: "drafted", calls: 1 },
      { id: "lead", route: "small", outcome: "drafted" },
    ],
  });
  expect(draft.items.map(({ findings }) => findings.join())).toEqual(["F1", "F2", "F3", "F4"]);
  expect(draft).not.toHaveProperty("reason");
});

test("a draft is a part of a report that its schema accepts", async () => {
  const { draft } = await drafted(honest);
  const report = { ...shopReport(), draft };

  expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

test("nothing but words comes from a model: the rest of the report is not handed on", async () => {
  const report = shopReport();
  const before = JSON.stringify(report);

  await drafted(() => JSON.stringify({ items: [], verdict: "clean", findings: [] }), report);

  expect(JSON.stringify(report)).toBe(before);
});

describe("an answer that does not hold", () => {
  const lies = (call: ModelCall) =>
    JSON.stringify({
      items: honestItems(call).map((item) => ({ ...item, why: "All of `nowhere` breaks." })),
    });

  test("is asked for once more, of the large model, with what was wrong", async () => {
    const { draft, calls } = await drafted(
      (call, index) => (call.task === "T1" && index === 0 ? lies(call) : honest(call)),
      shopReport(),
      { ...defaultDraft, mode: "auto" },
    );
    const again = calls.filter(({ task }) => task === "T1").at(1);

    expect(again?.size).toBe("large");
    expect(again?.messages.at(-1)?.content).toContain('unknown name: "nowhere"');
    expect(draft.tasks?.[0]).toMatchObject({ id: "T1", outcome: "repaired", calls: 2 });
    expect(draft.dropped).toMatchObject({ "unknown name": 3 });
  });

  test("twice: its errors have the words of their rules, and the draft says so", async () => {
    const { draft } = await drafted((call) => (call.task === "T1" ? lies(call) : honest(call)));

    expect(draft.reason).toBe(
      "3 findings have the words of a template: the answer of the model did not hold against the facts",
    );
    expect(draft.items.map(({ findings }) => findings.join())).toEqual(["F1", "F2", "F4"]);
    expect(draft.items[0]?.text).toContain("Column `amount` of the contracted model `orders` is gone.");
  });

  test("everywhere: the review is the template, and says why", async () => {
    const { draft } = await drafted(() => "I would rather not.");

    expect(draft).toMatchObject({
      origin: "template",
      models: [],
      reason: "the answer of the model was not of the wanted shape",
      tokens: { input: 400, output: 80 },
    });
    expect(draft.items).not.toEqual([]);
  });

  test("in the lead alone: the lead of the template opens the review", async () => {
    const lead = JSON.stringify({ lead: "This is approved." });
    const { draft } = await drafted((call) => (call.task === "lead" ? lead : honest(call)));

    expect(draft).toMatchObject({ origin: "model", dropped: { verdict: 1 } });
    expect(draft.lead).toMatch(/objects? changed/u);
  });
});

test("an error that an answer cites and does not name counts as missing", async () => {
  const silent = (call: ModelCall) =>
    call.answer.name === "review"
      ? JSON.stringify({ items: honestItems(call).map((item) => ({ ...item, why: "Something goes away." })) })
      : honest(call);
  const { draft } = await drafted(silent);

  expect(draft.items.filter(({ findings }) => findings.includes("F1")).map(({ text }) => text)).toEqual([
    expect.stringContaining("`amount`"),
  ]);
});

test.each([
  ["timeout", "the model did not answer in time"],
  ["endpoint-down", "the model endpoint cannot be reached"],
  ["budget", "the budget for models is spent"],
  ["refused", "the model would not answer"],
  ["length", "the answer of the model was cut off"],
] as const)("%s: the review is the template and says that %s", async (failure, reason) => {
  const { draft, calls } = await drafted(() => ({ failure }));

  expect(draft).toMatchObject({ origin: "template", reason, tokens: { input: 0, output: 0 } });
  expect(calls.every(({ task }) => task !== "lead")).toBe(true);
});

test("a review of only notes asks no model and gives no reason", async () => {
  const { draft, calls } = await drafted(
    honest,
    reportWith({ findings: [findingWith({ severity: "note" })] }),
  );

  expect(calls).toEqual([]);
  expect(draft).not.toHaveProperty("reason");
});

test.each([
  ["an honest model", honest],
  ["one that never holds", () => "no"],
])("20 findings take at most 4 calls and 12,000 tokens of prompts: %s", async (_who, say) => {
  const { calls } = await drafted(say, large(20));
  const tokens = calls.reduce((sum, { estimatedTokens }) => sum + estimatedTokens, 0);

  expect(calls.length).toBeGreaterThan(1);
  expect(calls.length).toBeLessThanOrEqual(4);
  expect(tokens).toBeLessThanOrEqual(MOST_PROMPT_TOKENS);
});

test("of 300 findings every error is in the draft", async () => {
  const { draft } = await drafted(honest, large(300));
  const covered = new Set(draft.items.flatMap(({ findings }) => findings));

  expect(
    Array.from({ length: 150 }, (_, index) => `F${index * 2 + 1}`).filter((id) => !covered.has(id)),
  ).toEqual([]);
});
