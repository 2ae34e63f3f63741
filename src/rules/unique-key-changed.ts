import type { Edit, Surviving } from "../core/diff/change.ts";
import { groupBySameEdits, type SameEdits } from "../core/diff/same-edits.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { isList, sameJson, type Json } from "../core/json.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Keyed = Surviving<"model">;

/** The settings that decide which loaded rows a run replaces. */
const KEYS: ReadonlySet<string> = new Set([
  "unique_key",
  "incremental_strategy",
  "partition_by",
  "merge_update_columns",
  "merge_exclude_columns",
  "incremental_predicates",
  "predicates",
]);

/** Strategies that are the default of one adapter or another, so that writing them out may change nothing. */
const DEFAULTS: ReadonlySet<string> = new Set(["append", "merge", "delete+insert", "default"]);

export const uniqueKeyChanged: Rule = {
  id: "unique-key-changed",
  category: "lifecycle",
  severity: "warning",
  certainty: "proven",
  summary:
    "The unique key, the strategy, or the merge or partition keys of an incremental model changed. The key of a snapshot belongs to `snapshot-changed`.",
  words: {
    title: "Incremental model `{name}` has another {settings}",
    why: "Rows that are already loaded were matched by the old setting: from now on they can be doubled, or replaced where they should stay.",
    fix: "Rebuild it once with `dbt build --full-refresh --select {name}`, or make sure that the old and the new setting match the same rows.",
  },
  variants: {
    many: {
      title: "{count} incremental models have another {settings}",
      why: "Rows that are already loaded were matched by the old setting: from now on they can be doubled, or replaced where they should stay. Models: {models}.",
      fix: "Rebuild them once with `dbt build --full-refresh --select` and their names, or make sure that the old and the new setting match the same rows.",
    },
  },
  check(context) {
    const models = survivingOf(context, "model").filter(isIncremental);
    return groupBySameEdits(models, isKeyEdit).flatMap((group) => checkGroup(context, group));
  },
};

function isIncremental(change: Keyed): boolean {
  const sides = [change.base, change.head];
  const rebuilt = change.head.config["full_refresh"] === true;
  return sides.every((model) => model.config["materialized"] === "incremental") && !rebuilt;
}

function isKeyEdit(edit: Edit, change: Keyed): boolean {
  if (edit.part !== "configs" || !KEYS.has(edit.aspect)) return false;
  const before = listed(change.base.config[edit.aspect]);
  return !sameJson(before, listed(change.head.config[edit.aspect]));
}

/** One column and a list of that one column mean the same, and so does any order of a list of columns. */
function listed(value: Json | undefined): Json {
  if (!isList(value)) return [value ?? null];
  return value.every((entry) => typeof entry === "string") ? [...value].sort() : value;
}

function checkGroup(context: RuleContext, group: SameEdits<Keyed>): readonly Found[] {
  const settings = group.edits.map((edit) => edit.aspect);
  const [first, ...others] = group.changes;
  const ids = group.changes.map((change) => change.uniqueId);
  const evidence = group.changes.flatMap((change) =>
    group.edits.map((edit) => editEvidence("config", change, edit)),
  );
  const found = {
    subject: { uniqueId: first.uniqueId },
    evidence,
    ...(group.edits.every(isDefaultWritten) && { severity: "note" as const }),
  };
  if (others.length === 0) {
    const facts = { name: first.head.name, settings };
    return [{ ...found, facts, affected: allReaders(context.graphs.union, ids) }];
  }
  const models = group.changes.map((change) => change.head.name);
  const readers = allReaders(context.graphs.union, ids);
  return [
    {
      ...found,
      variant: "many",
      facts: { count: models.length, models, settings },
      affected: [...ids.slice(1), ...readers],
      key: settings.join(","),
    },
  ];
}

/** The strategy went from unset to what may be the adapter's default, or back. */
function isDefaultWritten(edit: Edit): boolean {
  if (edit.aspect !== "incremental_strategy") return false;
  if (edit.before !== null && edit.after !== null) return false;
  return DEFAULTS.has(edit.before ?? edit.after ?? "");
}
