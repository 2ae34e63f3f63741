import type { ModelSize } from "../../core/draft/model-call.ts";
import type { Fidelity } from "../../core/report.ts";
import { ask, type Asked, type Asking } from "./ask.ts";
import { Breaker } from "./breaker.ts";
import { openChat } from "./chat.ts";
import { firstDialect, type Dialect } from "./dialect.ts";
import { Dialects } from "./dialects.ts";
import { modelOf, type Endpoint } from "./endpoint.ts";
import { keepsTo } from "./keeps-to.ts";
import type { Outcome } from "./outcome.ts";
import { failureLine } from "./probe-failure.ts";
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
  const lines: Fidelity[] = [];
  const seen = new Map<string, ModelSize>();
  for (const size of sizes) {
    const model = modelOf(size, { small: null, large: null }, endpoint);
    const input = `${size} model`;
    if (model === null) return [NO_MODEL];
    const other = seen.get(model);
    seen.set(model, size);
    if (other === undefined) lines.push(await probeModel({ input, model }, probe));
    else lines.push({ input, state: "used", effect: `\`${model}\`, as the ${other} model.`, fix: "" });
  }
  return lines;
}

const HOW =
  "Set OPENAI_API_KEY or OPENAI_BASE_URL, and the names of models in HEADGATE_MODEL_SMALL and HEADGATE_MODEL_LARGE.";

const NO_ENDPOINT: Fidelity = {
  input: "models",
  state: "missing",
  effect: "Templates word the review.",
  fix: `For a language model to word it: ${HOW.charAt(0).toLowerCase()}${HOW.slice(1)}`,
};

const NO_MODEL: Fidelity = {
  input: "models",
  state: "missing",
  effect:
    "An endpoint is set and no model is named: templates word the review, unless the configuration names models.",
  fix: HOW,
};

interface Probe extends Pick<Endpoint, "baseUrl" | "apiKey">, Pick<Asking, "chat" | "time"> {}

interface Probed {
  readonly input: string;
  readonly model: string;
}

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

function goodLine(
  { input, model }: Probed,
  { dialect, tokens }: Extract<Outcome, { kind: "answered" }>,
  { seconds, asked }: { readonly seconds: number; readonly asked: number },
): Fidelity {
  const found = [
    `\`${model}\` answers in ${seconds.toFixed(1)} s.`,
    asked === 1 ? FORMS[dialect.rung] : NOT_HELD,
    ...refusedOf(dialect),
    `This test took ${tokens.input + tokens.output} tokens.`,
  ];
  return { input, state: asked === 1 ? "used" : "partial", effect: found.join(" "), fix: "" };
}

const FORMS: Readonly<Record<Dialect["rung"], string>> = {
  json_schema: "It is held to a schema (json_schema).",
  json_object: "It takes no schema; it is held to JSON (json_object), and shown the schema.",
  text: "It takes no form of answer; it is asked for JSON, and shown the schema.",
};

const NOT_HELD = "It takes a form of answer and is not held to it; it is shown the schema, and keeps to it.";

function refusedOf({ limit, hasTemperature }: Dialect): readonly string[] {
  const refused = [
    ...(limit === null ? ["no limit of tokens"] : []),
    ...(hasTemperature ? [] : ["no temperature"]),
  ];
  const takes = limit !== null && limit !== firstDialect.limit ? [`It takes ${limit}.`] : [];
  return [...takes, ...(refused.length === 0 ? [] : [`It takes ${refused.join(" and ")}.`])];
}

function looseLine({ input, model }: Probed): Fidelity {
  return {
    input,
    state: "unreadable",
    effect: `\`${model}\` answers, and does not keep to JSON although it is asked to: templates would word the review.`,
    fix: "Use another model.",
  };
}
