import { displayName } from "../core/display-name.ts";
import type { ChangeOf } from "../core/diff/change.ts";
import { keyInUse, sameKey, statedKey, type Key } from "../core/guarantees/key.ts";
import { dataTestsOn } from "../core/guarantees/tested.ts";
import { coversKey, enforcedUniqueness, uniquenessOf } from "../core/guarantees/uniqueness.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Model } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { changesOf, inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** From this many on, they are one finding. */
const MANY = 4;

/** A model that people read directly, new or with a new key, whose key nothing checks. */
export const keyUntested: Rule = {
  id: "key-untested",
  category: "guarantee",
  severity: "note",
  certainty: "proven",
  summary:
    "A new model, or one whose key this pull request changes, is read by a metric or exposure or is public, and no test or enforced constraint keeps its key unique. Never fires on models that were there before.",
  words: {
    title: "No test checks that a row of `{model}` is unique",
    why: "`{model}` is {reach}. If a join or a load doubles rows, its readers see wrong numbers and no test fails.",
    fix: "Add a `unique` test to the column that tells its rows apart, or `dbt_utils.unique_combination_of_columns`.",
  },
  variants: {
    keyed: {
      title: "No test checks that the key of `{model}` is unique",
      why: "`{model}` is {reach}. If {key} repeats, its readers see doubled numbers and no test fails.",
      fix: "Add a `unique` test on {key}, or `dbt_utils.unique_combination_of_columns` for several columns.",
    },
    several: {
      title: "No test checks the key of {count} models that people read directly",
      why: "If rows of {models} double, their readers see wrong numbers and no test fails.",
      fix: "Add a `unique` test to the key of each, or `dbt_utils.unique_combination_of_columns` for several columns.",
    },
  },
  check(context) {
    const untested: Untested[] = [];
    for (const change of changesOf(context, "model")) {
      const found = untestedIn(change, context);
      if (found !== undefined) untested.push(found);
    }
    return untested.length < MANY ? untested.map(findOne) : findSeveral(untested);
  },
};

interface Untested {
  readonly model: Model;
  readonly key: Key | null;
  readonly reach: string;
  readonly readers: readonly UniqueId[];
}

function untestedIn(change: ChangeOf<"model">, context: RuleContext): Untested | undefined {
  if (change.kind === "removed" || !hasNewKey(change)) return undefined;
  const model = change.head;
  const { head } = context.artifacts;
  const readers = readersOf(model, context);
  const reach = reachOf(model, readers, context);
  const key = keyInUse(model, head.project, context.graphs.head);
  return reach === undefined || isUnique(model, key, context) ? undefined : { model, key, reach, readers };
}

function hasNewKey(change: ChangeOf<"model">): boolean {
  if (change.kind === "added") return true;
  if (change.kind === "removed") return false;
  const after = statedKey(change.head);
  return after !== null && !sameKey(statedKey(change.base), after);
}

function isUnique(model: Model, key: Key | null, context: RuleContext): boolean {
  const tests = dataTestsOn(model.uniqueId, context.artifacts.head.project, context.graphs.head);
  const tested = tests.flatMap((test) => uniquenessOf(test) ?? []);
  return coversKey([...tested, ...enforcedUniqueness(model, context.adapter)], key?.columns ?? new Set());
}

/** Exposures on the model itself, and metrics on it or on its semantic model. Further away is another model's key. */
function readersOf(model: Model, context: RuleContext): readonly UniqueId[] {
  const { childrenOf } = context.graphs.head;
  const children = childrenOf(model.uniqueId).flatMap((id) =>
    inHead(context, id)?.resourceType === "semantic_model" ? childrenOf(id) : [id],
  );
  const isReader = (id: UniqueId) => ["exposure", "metric"].includes(inHead(context, id)?.resourceType ?? "");
  return [...new Set(children.filter(isReader))];
}

function reachOf(model: Model, readers: readonly UniqueId[], context: RuleContext): string | undefined {
  const types = new Set(readers.map((id) => inHead(context, id)?.resourceType));
  if (types.has("exposure"))
    return types.has("metric") ? "read by metrics and exposures" : "read by an exposure";
  if (types.has("metric")) return "what a metric is computed from";
  return model.access === "public" ? "public" : undefined;
}

function findOne({ model, key, reach, readers }: Untested): Found {
  return {
    subject: { uniqueId: model.uniqueId },
    facts: { model: displayName(model), reach, key: key?.names ?? [] },
    evidence: [evidenceOf(model, key)],
    affected: readers,
    // That it is in use is why it is said at all.
    pinned: true,
    ...(key === null ? {} : { variant: "keyed" }),
  };
}

function findSeveral(untested: readonly Untested[]): readonly Found[] {
  const [first, ...rest] = untested;
  if (first === undefined) return [];
  return [
    {
      subject: { uniqueId: first.model.uniqueId },
      facts: { count: untested.length, models: untested.map(({ model }) => displayName(model)) },
      evidence: untested.map(({ model, key }) => evidenceOf(model, key)),
      variant: "several",
      pinned: true,
      affected: rest.map(({ model }) => model.uniqueId),
    },
  ];
}

function evidenceOf(model: Model, key: Key | null): Evidence {
  const [column, ...others] = key?.names ?? [];
  const text = key === null ? "no uniqueness test" : `key: ${key.names.join(", ")}`;
  const isColumn = column !== undefined && others.length === 0 && key?.columns.size === 1;
  return { kind: "key", uniqueId: model.uniqueId, ...(isColumn ? { column } : {}), path: model.path, text };
}
