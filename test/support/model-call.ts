import type { ModelAnswer, ModelCall } from "../../src/core/draft/model-call.ts";
import { defaultDraft } from "../../src/core/draft/settings.ts";
import { modelDrafter, type DrafterSetting } from "../../src/edges/llm/drafter.ts";
import type { Endpoint } from "../../src/edges/llm/endpoint.ts";
import { memoryLedger } from "../../src/edges/llm/memory-ledger.ts";
import type { Drafter, Patience } from "../../src/ports.ts";
import { testTime, type TestTime } from "./model-time.ts";
import type { ModelServer } from "./model/start.ts";
import { testLog, type TestLog } from "./test-log.ts";

/** What a test's call wants: `{ "lead": … }`. */
export const leadSchema = {
  type: "object",
  properties: { lead: { type: "string" } },
  required: ["lead"],
  additionalProperties: false,
} as const;

export const LEAD = { lead: "Two findings are open." };

function callOf(over: Partial<ModelCall> = {}): ModelCall {
  return {
    task: "lead",
    size: "small",
    messages: [
      { role: "system", content: "You word reviews." },
      { role: "user", content: "F1: orders.discount is gone." },
    ],
    answer: { name: "lead", schema: leadSchema },
    maxTokens: 400,
    estimatedTokens: 100,
    cacheKey: null,
    account: { repository: "acme/shop", pull: 1 },
    settings: defaultDraft,
    ...over,
  };
}

type Over = Partial<Omit<DrafterSetting, "endpoint">> & { readonly endpoint?: Partial<Endpoint> };

/** What a test drafts with, over a stand-in that has a small and a large model. */
export function drafterOver(
  { baseUrl }: Pick<ModelServer, "baseUrl">,
  { endpoint, ...over }: Over = {},
): { readonly drafter: Drafter; readonly time: TestTime; readonly log: TestLog } {
  const time = testTime();
  const log = testLog();
  const models = { small: "small-1", large: "large-1" };
  const drafter = modelDrafter({
    endpoint: { baseUrl, apiKey: "sk-test-0123456789", models, dayTokens: null, ...endpoint },
    ledger: memoryLedger(),
    folder: null,
    time,
    log,
    ...over,
  });
  return { drafter, time, log };
}

export interface DraftWorld {
  readonly time: TestTime;
  readonly log: TestLog;
  /** Drafts, waiting 90 seconds of the test's time at most. */
  readonly draft: (call?: Partial<ModelCall>, patience?: Partial<Patience>) => Promise<ModelAnswer>;
}

/** One call after the other over a stand-in. */
export function draftWorld(server: Pick<ModelServer, "baseUrl">, over: Over = {}): DraftWorld {
  const { drafter, time, log } = drafterOver(server, over);
  return {
    time,
    log,
    draft: (call, patience) =>
      drafter.draft(callOf(call), {
        deadline: time.now() + 90_000,
        signal: new AbortController().signal,
        ...patience,
      }),
  };
}
