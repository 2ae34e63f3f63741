import { fits, says, type Player } from "./replies.ts";
import { schemaIn, wordsOf, type ChatRequest } from "./request.ts";

/** One item of a review, as a model words it. */
export interface Item {
  readonly findings: readonly string[];
  readonly why: string;
  readonly ask: string;
  readonly suggestion: string | null;
}

interface Told {
  readonly id: string;
  readonly subject: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly options?: readonly string[];
}

/** A model that does as it is told: it repeats the facts of the prompt, and says nothing else. */
export const honest: Player = (request, signal) => reworded((item) => item)(request, signal);

/** A model that words a review in its own way: each item is changed by `reword`, the lead as the `why` of one. */
export function reworded(reword: (item: Item) => Item): Player {
  return (request, signal) => {
    const told = clustersIn(request);
    const wanted = Object.keys(Object(schemaIn(request)?.["properties"]));
    if (wanted.includes("items")) return says({ items: told.map(itemOf).map(reword) });
    if (!wanted.includes("lead")) return fits(request, signal);
    return says({ lead: reword({ findings: [], why: leadOf(request), ask: "", suggestion: null }).why });
  };
}

function itemOf(findings: readonly Told[]): Item {
  const [first] = findings;
  return {
    findings: findings.map(({ id }) => id),
    why: [...findings.map(({ what }) => sentence(what)), sentence(first?.why ?? "")].join(" "),
    ask: sentence(first?.fix ?? ""),
    suggestion: first?.options?.[0] ?? null,
  };
}

function leadOf(request: ChatRequest): string {
  const subjects = linesIn(request).flatMap(({ subject }) => (typeof subject === "string" ? [subject] : []));
  return `This pull request touches ${subjects
    .slice(0, 2)
    .map((subject) => `\`${subject}\``)
    .join(" and ")}.`;
}

function sentence(text: string): string {
  return text === "" || /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** The findings of each cluster of a prompt, which stand as JSON between the fences. */
function clustersIn(request: ChatRequest): readonly (readonly Told[])[] {
  return linesIn(request).flatMap(({ findings }) => (Array.isArray(findings) ? [findings] : []));
}

function linesIn(request: ChatRequest): readonly Readonly<Record<string, unknown>>[] {
  const inside = /<<<FACTS \S+\n(.*?)\nFACTS \S+>>>/su.exec(wordsOf(request))?.[1] ?? "";
  return inside === "" ? [] : inside.split("\n").map((line) => JSON.parse(line));
}
