import type { Edit, Surviving } from "../core/diff/change.ts";
import { groupBySameEdits, type SameEdits } from "../core/diff/same-edits.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { materializationCause } from "../core/findings/cause.ts";
import { directReaders } from "../core/lineage/readers.ts";
import type { RunResult } from "../core/manifest/siblings.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Moved = Surviving<"model">;

/** More models than this with the same change: it was made in one place, `dbt_project.yml` or a folder's YAML. */
const ONE_PLACE = 3;
/** From so many direct readers on a model counts as much used. */
const MANY_READERS = 10;
/** A model that was built faster than this is never called slow, in seconds. */
const SLOW_SECONDS = 60;

export const materializationChanged: Rule = {
  id: "materialization-changed",
  category: "lifecycle",
  severity: "note",
  certainty: "proven",
  summary:
    "The materialization of a model changed. A warning when the model has ten or more direct readers, was among the slowest of the last run, or becomes ephemeral under an exposure. More than three models with the same change are one finding.",
  words: {
    title: "`{name}` is now materialized as `{after}`, not `{before}`",
    why: "What the warehouse holds for this model, and when it is computed, changes for everybody who reads it.",
    fix: "Check that `{after}` is meant, and that the next run may replace the relation.",
  },
  variants: {
    view: {
      title: "`{name}` becomes a view, it was `{before}`",
      why: "A view runs its SQL again at every query: readers see the newest rows and wait and pay for the computation each time.",
      fix: "Check that it is cheap enough to run at every read, else keep `materialized: {before}`.",
    },
    table: {
      title: "`{name}` becomes a table, it was `{before}`",
      why: "A table is computed once per run: reads get faster, but readers see the rows of the last run, and every run builds all of it.",
      fix: "Check that the job runs often enough for its readers and that a full build fits into it.",
    },
    incremental: {
      title: "`{name}` becomes incremental, it was `{before}`",
      why: "From the second run on only the rows that its `is_incremental()` filter lets through are loaded: late or corrected rows stay as they are.",
      fix: "Check `unique_key`, the filter and `on_schema_change`, and run `dbt build --select {name}` twice before merging.",
    },
    rebuilt: {
      title: "`{name}` is no longer incremental, it becomes `{after}`",
      why: "It is computed from its sources as they are now: rows that only the incremental table still held are lost.",
      fix: "Check that the sources hold the whole history, and keep a copy of the table until that is certain.",
    },
    ephemeral: {
      title: "`{name}` becomes ephemeral, it was `{before}`",
      why: "Nothing is built for it any more. The old relation stays behind with the rows of its last run, and what reads it outside dbt goes stale unseen.",
      fix: "Make sure that nothing outside dbt reads it, then drop the old relation.",
    },
    many: {
      title: "{count} models are now materialized as `{after}`, not `{before}`",
      why: "One setting changes what the warehouse holds, and when it is computed, for {models}.",
      fix: "Check that all of them are meant, else set `materialized` on the ones that are.",
    },
  },
  check(context) {
    const groups = groupBySameEdits(survivingOf(context, "model"), isMove);
    return groups.flatMap((group) => checkGroup(context, group));
  },
};

function isMove(edit: Edit): boolean {
  if (edit.part !== "configs" || edit.aspect !== "materialized") return false;
  return (edit.before ?? "view") !== (edit.after ?? "view");
}

function checkGroup(context: RuleContext, group: SameEdits<Moved>): readonly Found[] {
  const [edit] = group.edits;
  if (edit === undefined) return [];
  if (group.changes.length <= ONE_PLACE) {
    return group.changes.map((change) => checkOne(context, change, edit));
  }
  return [checkMany(context, group, edit)];
}

function checkOne(context: RuleContext, change: Moved, edit: Edit): Found {
  const { before, after } = namesOf(edit);
  const readers = directReaders(context.graphs.union, change.uniqueId);
  const use = evidenceOfUse(context, change, after);
  return {
    subject: { uniqueId: change.uniqueId },
    facts: { name: change.head.name, before, after },
    evidence: [editEvidence("config", change, edit), ...use],
    ...variantFor(before, after),
    ...(use.length > 0 && { severity: "warning", pinned: true }),
    affected: readers,
    cause: materializationCause(change.base.uniqueId),
  };
}

function checkMany(context: RuleContext, group: SameEdits<Moved>, edit: Edit): Found {
  const { before, after } = namesOf(edit);
  const [first, ...others] = group.changes;
  const use = group.changes.flatMap((change) => evidenceOfUse(context, change, after));
  return {
    subject: { uniqueId: first.uniqueId },
    facts: {
      count: group.changes.length,
      before,
      after,
      models: group.changes.map((change) => change.head.name),
    },
    evidence: [...group.changes.map((change) => editEvidence("config", change, edit)), ...use],
    variant: "many",
    ...(use.length > 0 && { severity: "warning", pinned: true }),
    affected: others.map((change) => change.uniqueId),
    key: `${before}>${after}`,
  };
}

function namesOf(edit: Edit): { readonly before: string; readonly after: string } {
  return { before: edit.before ?? "view", after: edit.after ?? "view" };
}

/** A custom materialization, or one that only some adapters know, has no words of its own. */
function variantFor(before: string, after: string): { readonly variant?: string } {
  if (before === "incremental" && (after === "table" || after === "view")) return { variant: "rebuilt" };
  return ["view", "table", "incremental", "ephemeral"].includes(after) ? { variant: after } : {};
}

/** What makes the change more than a note: many direct readers, a slow build, an exposure on what is no longer built. */
function evidenceOfUse(context: RuleContext, change: Moved, after: string): readonly Evidence[] {
  const { uniqueId } = change;
  const found: Evidence[] = [];
  const readers = directReaders(context.graphs.union, uniqueId);
  if (readers.length >= MANY_READERS) {
    found.push({ kind: "readers", uniqueId, text: `${String(readers.length)} direct readers` });
  }
  const seconds = slowBuild(context, change.base.uniqueId);
  if (seconds !== null) {
    found.push({ kind: "run", uniqueId, text: `${String(Math.round(seconds))} s in the last run` });
  }
  const exposure = readers.find((reader) => reader.startsWith("exposure."));
  if (after === "ephemeral" && exposure !== undefined) {
    found.push({ kind: "exposure", uniqueId: exposure, text: "reads the relation" });
  }
  return found;
}

/** Seconds of the last build in base, when that was among the slowest tenth of the models of its run; else null. */
function slowBuild(context: RuleContext, id: string): number | null {
  const results = context.artifacts.base.runResults?.results.filter(isModelResult) ?? [];
  const own = results.find((result) => result.uniqueId === id)?.executionTime ?? 0;
  const slower = results.filter((result) => result.executionTime > own).length;
  return own >= SLOW_SECONDS && slower < Math.max(1, results.length / 10) ? own : null;
}

function isModelResult(result: RunResult): boolean {
  return result.uniqueId.startsWith("model.");
}
