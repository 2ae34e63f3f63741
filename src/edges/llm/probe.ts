import type { ModelSize } from "../../core/draft/model-call.ts";
import type { Fidelity } from "../../core/report.ts";
import { ask } from "./ask.ts";
import type { Asked, Asking } from "./attempt.ts";
import { Breaker } from "./breaker.ts";
import { openChat } from "./chat.ts";
import { Dialects } from "./dialects.ts";
import { modelOf, type Endpoint } from "./endpoint.ts";
import { keepsTo } from "./keeps-to.ts";
import { failureLine } from "./probe-failure.ts";
import {
  endpointLine,
  goodLine,
  looseLine,
  NO_ENDPOINT,
  NO_MODEL,
  sameLine,
  type Probed,
} from "./probe-lines.ts";
import type { Time } from "./time.ts";

/** Milliseconds for each model. */
const PATIENCE = 60_000;

const sizes: readonly ModelSize[] = ["small", "large"];

/** A question that nobody answers in JSON who is not made to: so it shows whether a server holds its models to a schema. */
const QUESTION = {
  messages: [
    { role: "system", content: "You test a connection." },
    { role: "user", content: "Greet Headgate in one short sentence." },
  ],
  answer: {
    name: "greeting",
    schema: {
      type: "object",
      properties: { greeting: { type: "string" } },
      required: ["greeting"],
      additionalProperties: false,
    },
  },
  // Room for the thoughts of a reasoning model.
  maxTokens: 2000,
  estimatedTokens: 100,
} as const satisfies Omit<Asked, "model">;

/** Asks both models of an endpoint a small question, and tells what was found. Never rejects. */
export async function probeEndpoint(endpoint: Endpoint | null, time: Time): Promise<readonly Fidelity[]> {
  if (endpoint === null) return [NO_ENDPOINT];
  const probe = { ...endpoint, chat: openChat(endpoint, time.now), time };
  const lines = [endpointLine(endpoint)];
  const seen = new Map<string, Fidelity>();
  for (const size of sizes) {
    const model = modelOf(size, { small: null, large: null }, endpoint);
    const input = `${size} model`;
    if (model === null) return [...lines, NO_MODEL];
    const other = seen.get(model);
    const line = other === undefined ? await probeModel({ input, model }, probe) : sameLine(input, other);
    seen.set(model, line);
    lines.push(line);
  }
  return lines;
}

interface Probe extends Pick<Endpoint, "baseUrl" | "apiKey">, Pick<Asking, "chat" | "time"> {}

/** More answers than there are forms to ask for are not looked at. */
const MOST_ASKED = 3;

async function probeModel({ input, model }: Probed, probe: Probe): Promise<Fidelity> {
  const { time, baseUrl } = probe;
  const dialects = new Dialects({ baseUrl, folder: null, now: time.now });
  const asking = { ...probe, dialects, breaker: new Breaker() };
  for (let asked = 1; ; asked += 1) {
    const started = time.now();
    const patience = { deadline: started + PATIENCE, signal: new AbortController().signal };
    const outcome = await ask({ ...QUESTION, model }, patience, asking);
    if (outcome.kind === "failed") return { input, ...failureLine(outcome, model, probe) };
    const isHeld = keepsTo(outcome.text, QUESTION.answer.schema);
    if (isHeld) return goodLine({ input, model }, outcome, { seconds: (time.now() - started) / 1000, asked });
    if (asked === MOST_ASKED) return looseLine({ input, model });
  }
}
