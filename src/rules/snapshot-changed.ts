import type { Surviving } from "../core/diff/change.ts";
import { canonical, isList, type Json } from "../core/json.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Snapshot } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** The settings that decide what a snapshot keeps as a new version of a row. */
const SETTINGS = ["strategy", "unique_key", "updated_at", "check_cols", "hard_deletes"] as const;

export const snapshotChanged: Rule = {
  id: "snapshot-changed",
  category: "lifecycle",
  severity: "warning",
  certainty: "proven",
  summary:
    "The strategy, key, `updated_at`, checked columns or the treatment of deleted rows of a snapshot changed. Where it is written belongs to `relation-moved`.",
  words: {
    title: "Snapshot `{name}` has another {settings}",
    why: "The history that is already there was written under the old setting and cannot be rebuilt: from the next run on, versions before and after the change do not compare.",
    fix: "Keep the setting, or copy the table, start a new snapshot under another name and join the two histories where they are read.",
  },
  variants: {
    key: {
      title: "The key of snapshot `{name}` changes: {settings}",
      why: "Old versions are not found by the new key: the next run writes every row anew as current, next to the current version that is already there.",
      fix: "Keep the key, or copy the table and start a new snapshot under another name. Check afterwards that each key has one row with `dbt_valid_to` null.",
    },
    deletes: {
      title: "Snapshot `{name}` treats deleted rows in another way",
      why: "Whether a row that is gone from the source is closed decides what counts as current; earlier rows keep the old treatment.",
      fix: "Check what readers expect of `dbt_valid_to`, and close or reopen the earlier rows by hand where needed.",
    },
  },
  check(context) {
    return survivingOf(context, "snapshot").flatMap((change) => checkSnapshot(context, change));
  },
};

function checkSnapshot(context: RuleContext, change: Surviving<"snapshot">): readonly Found[] {
  const changed = SETTINGS.filter(
    (setting) =>
      isEdited(change, setting) && settingOf(change.base, setting) !== settingOf(change.head, setting),
  );
  if (changed.length === 0) return [];
  const evidence = changed.map((setting) => evidenceOf(change, setting));
  return [
    {
      subject: { uniqueId: change.uniqueId },
      facts: { name: change.head.name, settings: changed },
      evidence,
      ...variantFor(changed),
      affected: allReaders(context.graphs.union, [change.uniqueId]),
    },
  ];
}

/** A setting that only renders otherwise in another environment has no edit. */
function isEdited(change: Surviving<"snapshot">, setting: string): boolean {
  const keys = setting === "hard_deletes" ? [setting, "invalidate_hard_deletes"] : [setting];
  return change.edits.some((edit) => edit.part === "configs" && keys.includes(edit.aspect));
}

function variantFor(changed: readonly string[]): { readonly variant?: string } {
  if (changed.includes("unique_key")) return { variant: "key" };
  return changed.every((setting) => setting === "hard_deletes") ? { variant: "deletes" } : {};
}

function evidenceOf(change: Surviving<"snapshot">, setting: string): Evidence {
  const { uniqueId } = change;
  const before = settingOf(change.base, setting);
  const after = settingOf(change.head, setting);
  return { kind: "config", uniqueId, before, after, path: change.head.path, text: setting };
}

/** One text per meaning of a setting: order of columns, and a list of one column, do not matter. */
function settingOf(snapshot: Snapshot, setting: string): string {
  const value: Json = snapshot.config[setting] ?? null;
  if (setting === "hard_deletes") return hardDeletes(snapshot);
  if (isList(value)) return value.map(textOf).sort().join(", ");
  return value === null ? "unset" : textOf(value);
}

/** dbt 1.9 put `hard_deletes` in the place of `invalidate_hard_deletes`; `invalidate` is the old true. */
function hardDeletes(snapshot: Snapshot): string {
  const written = snapshot.config["hard_deletes"];
  if (typeof written === "string") return written;
  return snapshot.config["invalidate_hard_deletes"] === true ? "invalidate" : "ignore";
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : canonical(value);
}
