import type { ModelAnswer, ModelCall, ModelFailure } from "../../src/core/draft/model-call.ts";
import type { Asking } from "../../src/draft/ask-model.ts";
import { reviewAllowance } from "../../src/draft/allowance.ts";
import { defaultDraft } from "../../src/core/draft/settings.ts";
import type { Drafter } from "../../src/ports.ts";

/** What a fake model says: its text, or why it says nothing. */
export type Said = string | { readonly failure: ModelFailure };

/** A model that is played by a function; it keeps what it was asked. */
export class FakeDrafter implements Drafter {
  readonly calls: ModelCall[] = [];
  readonly #say: (call: ModelCall, index: number) => Said | Promise<Said>;

  constructor(say: (call: ModelCall, index: number) => Said | Promise<Said>) {
    this.#say = say;
  }

  async draft(call: ModelCall): Promise<ModelAnswer> {
    this.calls.push(call);
    const said = await this.#say(call, this.calls.length - 1);
    const model = `${call.size}-model`;
    if (typeof said === "string") {
      return {
        kind: "answered",
        text: said,
        model,
        tokens: { input: 100, output: 20, cached: 0 },
        cost: null,
      };
    }
    const none = { input: 0, output: 0, cached: 0 };
    return { kind: "failed", failure: said.failure, why: "played", model: null, tokens: none, cost: 0 };
  }
}

/** What executors need beside a model. */
export function draftPorts(drafter: Drafter): Pick<Asking, "drafter" | "nonce" | "patience" | "allowance"> {
  let count = 0;
  return {
    drafter,
    nonce: () => `nonce${(count += 1)}`,
    patience: { deadline: 90_000, signal: new AbortController().signal },
    allowance: reviewAllowance(),
  };
}

export function asking(drafter: Drafter): Asking {
  return {
    ...draftPorts(drafter),
    settings: defaultDraft,
    account: { repository: null, pull: null },
  };
}

/** One finding as a prompt tells it. */
export interface ToldFinding {
  readonly id: string;
  readonly subject: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly hits?: readonly string[];
  readonly options?: readonly string[];
}

/** The clusters of a prompt, as a model reads them between the fences. */
function clustersIn({ messages }: ModelCall): readonly { readonly findings: readonly ToldFinding[] }[] {
  const content = messages[1]?.content ?? "";
  const inside = /<<<FACTS \S+\n(.*?)\nFACTS \S+>>>/su.exec(content)?.[1] ?? "";
  return inside.split("\n").map((line) => JSON.parse(line));
}

/** A model that does as it is told: it repeats the facts. */
export function honest(call: ModelCall): string {
  if (call.answer.name === "review") return JSON.stringify({ items: honestItems(call) });
  if (call.answer.name === "lead")
    return JSON.stringify({ lead: "This pull request takes something away from its readers." });
  return "";
}

/** The items of an honest answer. */
export function honestItems(call: ModelCall) {
  return clustersIn(call).map(({ findings }) => ({
    findings: findings.map(({ id }) => id),
    why: [...findings.map(({ what }) => `${what}.`), findings[0]?.why ?? ""].join(" "),
    ask: findings[0]?.fix ?? "",
    suggestion: findings[0]?.options?.[0] ?? null,
  }));
}
