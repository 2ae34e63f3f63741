import type { ModelAnswer, ModelCall } from "../../core/draft/model-call.ts";
import type { Drafter, Ledger, Log, Patience } from "../../ports.ts";
import { AnswerCache } from "./answer-cache.ts";
import { ask } from "./ask.ts";
import type { Asking } from "./attempt.ts";
import { Breaker } from "./breaker.ts";
import { reserve } from "./budget.ts";
import { openChat } from "./chat.ts";
import { costOf } from "./cost.ts";
import { Dialects } from "./dialects.ts";
import { modelOf, type Endpoint } from "./endpoint.ts";
import { failed, type Failed, type Outcome } from "./outcome.ts";
import type { Time } from "./time.ts";
import { noTokens } from "./tokens.ts";

/** What drafting with the models of an endpoint needs. */
export interface DrafterSetting {
  readonly endpoint: Endpoint;
  readonly ledger: Ledger;
  /** A folder to keep answers in; null for none. */
  readonly folder: string | null;
  readonly time: Time;
  readonly log: Log;
}

/** The models of one endpoint. Nothing is sent before the first call. */
export function modelDrafter(setting: DrafterSetting): Drafter {
  const { endpoint, time, folder } = setting;
  const tools: Tools = {
    ...setting,
    chat: openChat(endpoint, time.now),
    dialects: new Dialects({ baseUrl: endpoint.baseUrl, folder, now: time.now }),
    breaker: new Breaker(),
    cache: folder === null ? null : new AnswerCache(folder),
  };
  return {
    draft: async (call, patience) => {
      const model = modelOf(call.size, call.settings.models, endpoint);
      return model === null
        ? NO_MODEL
        : answerOf(await draft({ call, model }, patience, tools), { call, model });
    },
  };
}

const NO_MODEL: ModelAnswer = {
  kind: "failed",
  failure: "not-configured",
  why: "No model is set up.",
  model: null,
  tokens: noTokens,
  cost: null,
};

interface Tools extends Asking, DrafterSetting {
  readonly cache: AnswerCache | null;
}

interface Drafted {
  readonly call: ModelCall;
  readonly model: string;
}

/** What is left of an outcome where an answer may have been kept. */
type Worded = Omit<Extract<Outcome, { kind: "answered" }>, "dialect"> | Failed;

async function draft({ call, model }: Drafted, patience: Patience, tools: Tools): Promise<Worded> {
  const { baseUrl } = tools.endpoint;
  const { cacheKey, answer } = call;
  const key = cacheKey === null ? null : { baseUrl, model, schema: answer.schema, key: cacheKey };
  const kept = key === null ? null : (tools.cache?.get(key) ?? null);
  if (kept !== null) return { kind: "answered", text: kept, tokens: noTokens };
  const outcome = await askWithin({ call, model }, patience, tools);
  if (outcome.kind === "answered" && key !== null) await tools.cache?.put(key, outcome.text);
  return outcome;
}

/** Within the budgets, and only where the endpoint is not left alone. */
async function askWithin({ call, model }: Drafted, patience: Patience, tools: Tools): Promise<Outcome> {
  const { breaker, endpoint, ledger, log, time } = tools;
  if (breaker.isOpen(time.now())) return RESTING;
  const { dayTokens } = endpoint;
  const reserving = reserve(call, { ledger, model, dayTokens, now: time.now() });
  const reservation = await reserving.catch((error: unknown) => uncounted(error, log));
  if (reservation === null) return UNCOUNTED;
  if ("over" in reservation) return failed("budget", `The budget of ${reservation.over} is spent.`);
  const outcome = await ask({ ...call, model }, patience, tools);
  remember(outcome, tools);
  tell({ call, model }, outcome, log);
  // An answer that was paid for is used; what was held for it stays counted.
  await reservation.settle(outcome.tokens).catch((error: unknown) => uncounted(error, log));
  return outcome;
}

function uncounted(error: unknown, log: Log): null {
  log.error(
    { error: error instanceof Error ? error.name : typeof error },
    "what models cost cannot be counted",
  );
  return null;
}

const UNCOUNTED = failed("budget", "What models cost cannot be counted now.");

const RESTING = failed("circuit-open", "The model's endpoint failed, and is left alone for some minutes.");

function remember(outcome: Outcome, { breaker, time }: Tools): void {
  const failure = outcome.kind === "failed" ? outcome.failure : null;
  if (failure === "endpoint-down" || failure === "timeout") breaker.failed(time.now());
  else if (failure !== "aborted") breaker.succeeded();
}

function tell({ call, model }: Drafted, outcome: Outcome, log: Log): void {
  const fields = { task: call.task, model, ...outcome.tokens };
  if (outcome.kind === "answered") log.info({ ...fields, form: outcome.dialect.rung }, "a model answered");
  else log.warn({ ...fields, failure: outcome.failure, status: outcome.status }, "a model did not answer");
}

function answerOf(outcome: Worded, { call, model }: Drafted): ModelAnswer {
  const { tokens } = outcome;
  const spent = { model, tokens, cost: costOf(tokens, call.settings.prices[model]) };
  if (outcome.kind === "answered") return { kind: "answered", text: outcome.text, ...spent };
  return { kind: "failed", failure: outcome.failure, why: outcome.why, ...spent };
}
