import { nameOf } from "../name-of.ts";
import type { Finding } from "../report.ts";
import type { Cluster } from "./cluster.ts";
import type { Dropped } from "./checked.ts";
import { checkText, type TextLimits } from "./check-text.ts";
import type { FindingFacts } from "./finding-facts.ts";
import { groundsOf, type Grounds } from "./grounds.ts";
import type { CheckedAnswer, CheckedItem, DraftedItem } from "./item.ts";
import { localIds } from "./prompt.ts";

/** What happens: two sentences, and one for each finding. */
const WHY = { sentence: 320, sentences: 2, characters: 450 } as const;
const WHY_EACH = { sentences: 1, characters: 200 } as const;
const MOST_EACH = 5;
const ASK: TextLimits = { sentence: 320, sentences: 2, characters: 400 };
/** A model that answers with more than this is out of hand. */
const MOST_ITEMS = 40;

/**
 * The answer to a task against the facts of that task: an item may speak of the findings that it cites and of nothing else.
 * What says more is thrown away, sentence by sentence; an item that loses what happens, or cites nothing that was asked
 * about, is thrown away whole. An error is covered only by a text that names what it is about.
 */
export function checkAnswer(items: readonly DraftedItem[], clusters: readonly Cluster[]): CheckedAnswer {
  const ids = localIds(clusters);
  const asked = new Map(clusters.flatMap(askedIn));
  const open = new Set(ids.values());
  const kept: CheckedItem[] = [];
  const dropped: Dropped[] = [];
  for (const item of items.slice(0, MOST_ITEMS)) {
    const cited = [...new Set(item.findings)].flatMap((own) => ids.get(own) ?? []);
    if (cited.length < new Set(item.findings).size || cited.length === 0) {
      dropped.push({ reason: "unknown finding", what: item.findings.join(", ").slice(0, 40) });
    }
    const about = cited.filter((id) => open.has(id)).flatMap((id) => asked.get(id) ?? []);
    const checked = checkItem(
      item,
      about.map(({ facts }) => facts),
    );
    dropped.push(...checked.dropped);
    const covered = about
      .filter(({ finding }) => isCovered(finding, checked.text))
      .map(({ facts }) => facts.id);
    if (covered.length === 0) continue;
    for (const id of covered) open.delete(id);
    kept.push({ findings: covered, text: checked.text, suggestion: checked.suggestion });
  }
  return { items: kept, dropped, missing: [...open] };
}

interface Asked {
  readonly finding: Finding;
  readonly facts: FindingFacts;
}

function askedIn({ findings, facts }: Cluster): readonly (readonly [string, Asked])[] {
  return findings.flatMap((finding) => {
    const own = facts.find(({ id }) => id === finding.id);
    return own === undefined ? [] : [[finding.id, { finding, facts: own }] as const];
  });
}

/** A text has to say what an error is about: the column where there is one, else the object, or a part of its name. */
function isCovered({ severity, subject: { uniqueId, column } }: Finding, text: string): boolean {
  if (text === "" || severity !== "error") return text !== "";
  const words = new Set<string>(text.toLowerCase().match(WORD));
  const names: readonly string[] = (column ?? nameOf(uniqueId)).toLowerCase().match(WORD) ?? [];
  return names.some((name) => words.has(name));
}

const WORD = /[\p{L}\p{N}_$]+/gu;

interface CheckedParts {
  readonly text: string;
  readonly suggestion: string | null;
  readonly dropped: readonly Dropped[];
}

function checkItem({ why, ask, suggestion }: DraftedItem, facts: readonly FindingFacts[]): CheckedParts {
  const grounds = proseGrounds(facts);
  const more = Math.min(facts.length, MOST_EACH);
  const happens = checkText(why, grounds, {
    sentence: WHY.sentence,
    sentences: WHY.sentences + more * WHY_EACH.sentences,
    characters: WHY.characters + more * WHY_EACH.characters,
  });
  const advice = checkText(ask, grounds, ASK);
  const options = facts.flatMap((one) => one.options);
  const chosen = suggestion === null ? null : optionLike(suggestion, options);
  const unknown: Dropped = { reason: "unknown name", what: "a suggestion that is none of the options" };
  return {
    text: happens.text === "" ? "" : [happens.text, advice.text].filter((text) => text !== "").join(" "),
    suggestion: chosen ?? options[0] ?? null,
    dropped: [
      ...happens.dropped,
      ...advice.dropped,
      ...(suggestion !== null && suggestion.trim() !== "" && chosen === null ? [unknown] : []),
    ],
  };
}

/** A suggestion is committed as it stands, so a model chooses one and writes none. */
function optionLike(suggestion: string, options: readonly string[]): string | null {
  const flat = (text: string) => text.replaceAll(/\s+/gu, " ").trim();
  return options.find((option) => flat(option) === flat(suggestion)) ?? null;
}

/** What sentences may speak of: all that a model was told, without ids and without the text of suggestions. */
export function proseGrounds(facts: readonly FindingFacts[]): Grounds {
  return groundsOf(facts.map(({ id: _id, rule: _rule, options: _options, ...told }) => told));
}
