import { incrementalParts } from "../core/diff/incremental-parts.ts";
import type { Surviving } from "../core/diff/change.ts";
import { beforeAfter } from "../core/findings/evidence.ts";
import { groupBy, type Group } from "../core/group-by.ts";
import { canonical, type Json } from "../core/json.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Loaded = Surviving<"model">;

/** More models than this with the same change: it was made in one place. */
const ONE_PLACE = 3;
/** What a microbatch model is cut into batches by, with dbt's defaults (dbt-core: artifacts/resources/v1/config.py). */
const BATCHES: Readonly<Record<string, Json>> = {
  event_time: null,
  lookback: 1,
  batch_size: null,
  begin: null,
};

export const incrementalLogicChanged: Rule = {
  id: "incremental-logic-changed",
  category: "lifecycle",
  severity: "warning",
  certainty: "structural",
  summary:
    "What an incremental run loads changed: the `is_incremental()` part of the code and what is set for it, or `event_time`, `lookback`, `batch_size` and `begin` of a microbatch model. More than three models with the same change are one finding.",
  words: {
    title: "Incremental runs of `{name}` load other rows: {what} changed",
    why: "A full build does not show this: late rows may now be left out, or rows that are already loaded come a second time.",
    fix: "Build it twice in a row (`dbt build --select {name}`) and check that late rows arrive and nothing doubles.",
  },
  variants: {
    added: {
      title: "`{name}` now has an `is_incremental()` part",
      why: "From now on a run loads only what this part lets through: rows that come late or change afterwards stay as they are.",
      fix: "Check that the filter reaches back as far as rows come late, then build it twice in a row (`dbt build --select {name}`).",
    },
    removed: {
      title: "`{name}` is incremental, but its `is_incremental()` part is gone",
      why: "Every run now reads all of its input: without a unique key loaded rows come a second time, with one each run costs as much as a full build.",
      fix: "Bring the filter back, or materialize it as a table if it is not needed.",
    },
    many: {
      title: "Incremental runs of {count} models load other rows: {what} changed",
      why: "A full build does not show this: late rows may now be left out, or loaded rows come a second time. Models: {models}.",
      fix: "Build them twice in a row and check that late rows arrive and nothing doubles.",
    },
  },
  check(context) {
    const differing = survivingOf(context, "model").filter(isIncremental).flatMap(differenceOf);
    const groups = groupBy(differing, ({ evidence }) =>
      JSON.stringify(evidence.map(({ text, before, after }) => [text, before, after])),
    );
    return [...groups.values()].flatMap((group) =>
      group.length > ONE_PLACE ? [findMany(context, group)] : group.map((each) => findOne(context, each)),
    );
  },
};

/** How one model loads otherwise. */
interface Difference {
  readonly change: Loaded;
  readonly variant?: string;
  readonly evidence: readonly Evidence[];
}

function isIncremental({ base, head }: Loaded): boolean {
  return [base, head].every(({ config }) => config["materialized"] === "incremental");
}

function differenceOf(change: Loaded): readonly Difference[] {
  const evidence = [...blockEvidence(change), ...batchEvidence(change)];
  if (evidence.length === 0) return [];
  const [only, ...others] = evidence;
  const isBlock = only?.kind === "code" && others.length === 0;
  if (!isBlock || (only.before !== undefined && only.after !== undefined)) return [{ change, evidence }];
  return [{ change, evidence, variant: only.before === undefined ? "added" : "removed" }];
}

function blockEvidence({ uniqueId, base, head }: Loaded): readonly Evidence[] {
  const [before, after] = [incrementalParts(base.rawCode), incrementalParts(head.rawCode)];
  if (before.key.inside === after.key.inside) return [];
  const values = beforeAfter(short(before.inside), short(after.inside));
  return [{ kind: "code", uniqueId, ...values, path: head.path, text: "is_incremental()" }];
}

function batchEvidence({ uniqueId, base, head }: Loaded): readonly Evidence[] {
  if (head.config["incremental_strategy"] !== "microbatch") return [];
  return Object.entries(BATCHES).flatMap(([key, usual]): Evidence[] => {
    const [before, after] = [base.config[key] ?? usual, head.config[key] ?? usual].map(settingText);
    if (before === undefined || after === undefined || before === after) return [];
    return [{ kind: "config", uniqueId, ...beforeAfter(before, after), path: head.path, text: key }];
  });
}

function settingText(value: Json): string | null {
  if (value === null) return null;
  return (typeof value === "string" ? value : canonical(value)).toLowerCase();
}

const LONGEST = 300;

function short(code: string): string | null {
  const text = code.replaceAll(/\s+/gu, " ").trim();
  if (text === "") return null;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function findOne(context: RuleContext, { change, variant, evidence }: Difference): Found {
  const { uniqueId, head } = change;
  return {
    subject: { uniqueId },
    facts: { name: head.name, what: whatOf(evidence) },
    evidence,
    ...(variant !== undefined && { variant }),
    affected: allReaders(context.graphs.head, [uniqueId]),
  };
}

function findMany(context: RuleContext, group: Group<Difference>): Found {
  const [first, ...others] = group;
  const ids = group.map(({ change }) => change.uniqueId);
  return {
    subject: { uniqueId: first.change.uniqueId },
    facts: {
      count: group.length,
      models: group.map(({ change }) => change.head.name),
      what: whatOf(first.evidence),
    },
    evidence: group.flatMap(({ evidence }) => evidence),
    variant: "many",
    affected: [...others.map(({ change }) => change.uniqueId), ...allReaders(context.graphs.head, ids)],
    key: first.evidence.map(({ text }) => text).join(","),
  };
}

function whatOf(evidence: readonly Evidence[]): readonly string[] {
  return evidence.flatMap(({ text }) => text ?? []);
}
