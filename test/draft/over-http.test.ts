import { describe, expect, test } from "vitest";
import { defaultDraft } from "../../src/core/draft/settings.ts";
import type { Draft } from "../../src/core/report.ts";
import { draftReview } from "../../src/draft/draft-review.ts";
import { endModels } from "../support/end-model.ts";
import { draftPorts } from "../support/fake-drafter.ts";
import { drafterOver } from "../support/model-call.ts";
import { personas, type Persona } from "../support/model/personas.ts";
import { startModel, type ModelServer } from "../support/model/start.ts";
import { shopReport } from "../support/report.ts";

const report = shopReport();

async function draftedBy(model: Pick<ModelServer, "baseUrl">): Promise<Draft> {
  const { drafter, time } = drafterOver(model);
  const patience = { deadline: time.now() + 90_000, signal: new AbortController().signal };
  return draftReview(
    { report, settings: defaultDraft, account: { repository: "acme/shop", pull: 7 } },
    { ...draftPorts(drafter), patience },
  );
}

async function playedBy(persona: Persona): Promise<Draft> {
  const played = await startModel({ answer: personas[persona] });
  const draft = await draftedBy(played);
  await endModels(played);
  return draft;
}

/** What no draft may say: the words of models with a bad character. */
const PLANTED =
  /ghost|Phantom|7,919|83\.61|safe to merge|Approved|evil\.example|@acme|4242|\/headgate|<\/?details>|<!--|[\u200B\u202E]|K99/u;

describe("a review that is worded over the network", () => {
  test.each<Persona>(["honest", "fences", "thinks aloud", "talks around it"])(
    "by a model that %s is a model's, and names it",
    async (persona) => {
      const draft = await playedBy(persona);

      expect(draft).toMatchObject({ origin: "model", models: ["large-1", "small-1"] });
      expect(draft.reason).toBeUndefined();
    },
  );

  test.each<Persona>([
    "invents names",
    "invents numbers",
    "approves",
    "links",
    "pings",
    "commands",
    "forges",
    "hides",
    "obeys",
    "names findings that are not there",
    "uses another form",
    "chatters",
  ])("by a model that %s says nothing of it, and every error is told", async (persona) => {
    const draft = await playedBy(persona);

    const told = new Set(draft.items.flatMap(({ findings }) => findings));
    const errors = report.findings.filter(({ severity }) => severity === "error").map(({ id }) => id);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.filter((id) => !told.has(id))).toEqual([]);
    expect(JSON.stringify(draft)).not.toMatch(PLANTED);
  });

  test.each<Persona>(["breaks off", "breaks its JSON", "refuses", "is busy", "is dead"])(
    "by a model that %s has the words of a template, and says why",
    async (persona) => {
      const draft = await playedBy(persona);

      expect(draft.origin).toBe("template");
      expect(draft.reason).not.toBeUndefined();
    },
  );

  test("takes at most four calls, whatever the model says", async () => {
    const played = await startModel({ answer: personas["uses another form"] });

    await draftedBy(played);

    expect(played.requests().length).toBeLessThanOrEqual(4);
    await endModels(played);
  });
});
