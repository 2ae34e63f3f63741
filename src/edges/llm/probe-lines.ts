import type { Fidelity } from "../../core/report.ts";
import { firstDialect, type Dialect } from "./dialect.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Outcome } from "./outcome.ts";

/** A model that was asked; `input` names it in a line. */
export interface Probed {
  readonly input: string;
  readonly model: string;
}

const HOW =
  "Set OPENAI_API_KEY or OPENAI_BASE_URL, and the names of models in HEADGATE_MODEL_SMALL and HEADGATE_MODEL_LARGE.";

/** Neither a key nor an address is set. */
export const NO_ENDPOINT: Fidelity = {
  input: "models",
  state: "missing",
  effect: "Templates word the review.",
  fix: `For a language model to word it: ${HOW.charAt(0).toLowerCase()}${HOW.slice(1)}`,
};

export const NO_MODEL: Fidelity = {
  input: "models",
  state: "missing",
  effect:
    "An endpoint is set and no model is named: templates word the review, unless the configuration names models.",
  fix: HOW,
};

/** Names that lead to this machine. */
const HERE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u;

/** Where the models are, and whether the way there can be read by others. */
export function endpointLine({ baseUrl, apiKey }: Endpoint): Fidelity {
  const { protocol, hostname } = new URL(baseUrl);
  const isOpen = protocol === "http:" && !HERE.test(hostname);
  const effect = `${baseUrl}, ${apiKey === null ? "without" : "with"} a key.`;
  if (!isOpen) return { input: "endpoint", state: "used", effect, fix: "" };
  return {
    input: "endpoint",
    state: "partial",
    effect: `${effect} It is not encrypted: whoever is on the way can read what is sent.`,
    fix: "Use https where the network is not your own.",
  };
}

/** A model that answers as it is asked to, after so many questions. */
export function goodLine(
  { input, model }: Probed,
  { dialect, tokens }: Extract<Outcome, { kind: "answered" }>,
  { seconds, asked }: { readonly seconds: number; readonly asked: number },
): Fidelity {
  const found = [
    `\`${model}\` answers in ${seconds.toFixed(1)} s.`,
    asked === 1 ? FORMS[dialect.rung] : NOT_HELD,
    ...refusedOf(dialect),
    ...(dialect.thinks ? ["It thinks before it answers, and gets room for that."] : []),
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

/** A model whose answers are of no use. */
export function looseLine({ input, model }: Probed): Fidelity {
  return {
    input,
    state: "unreadable",
    effect: `\`${model}\` answers, and does not keep to JSON although it is asked to: templates would word the review.`,
    fix: "Use another model.",
  };
}

/** A model that was asked under another name of size already. */
export function sameLine(input: string, { input: other, state }: Fidelity): Fidelity {
  return { input, state, effect: `The same as the ${other}.`, fix: "" };
}
