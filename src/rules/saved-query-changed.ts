import type { ChangeOf, Edit, Surviving } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import type { SavedQuery } from "../core/manifest/semantic.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { changesOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

export const savedQueryChanged: Rule = {
  id: "saved-query-changed",
  category: "metric",
  severity: "warning",
  certainty: "proven",
  summary:
    "Metrics, group-by, filter, order, limit or exports of a saved query changed, or one with exports was removed. Only added metrics are a note; only added exports, labels and another order of metrics or group-by are silent.",
  words: {
    title: "Saved query `{query}` answers something else: {aspects}",
    why: "Its exports and cached results get other columns or rows under the same name.",
    fix: "Check what reads the export tables and the saved query by name, or add a new saved query beside this one.",
  },
  variants: {
    exports: {
      title: "Exports of saved query `{query}` changed: {aspects}",
      why: "Tables that it used to write under their old name or kind are no longer renewed, and whatever reads them keeps the last rows.",
      fix: "Check who reads the old tables, and drop them once nobody does.",
    },
    removed: {
      title: "Saved query `{query}` was removed with its exports",
      why: "The tables that it wrote are no longer renewed: whatever reads them keeps the last rows without an error.",
      fix: "Check who reads the tables, and drop them once nobody does.",
    },
  },
  check(context) {
    return changesOf(context, "saved_query").flatMap((change) => checkQuery(context, change));
  },
};

function checkQuery(context: RuleContext, change: ChangeOf<"saved_query">): readonly Found[] {
  if (change.kind === "added") return [];
  if (change.kind === "removed") return checkRemoved(context, change);
  const edits = change.edits.filter(
    (edit) => changesAnswer(edit, change) && !isRenameOnly(context, change, edit),
  );
  if (edits.length === 0) return [];
  const isExports = edits.every((edit) => edit.part === "exports");
  const isAddition = edits.every((edit) => edit.aspect === "metrics" && onlyAdds(change));
  return [
    {
      subject: { uniqueId: change.uniqueId },
      facts: factsOf(change.head, edits),
      evidence: edits.map((edit) => editEvidence("saved_query", change, edit)),
      ...(isExports && { variant: "exports" }),
      ...(isAddition && { severity: "note" as const }),
      affected: readersIn(context.artifacts.head.project, context.graphs.union, [change.uniqueId]),
    },
  ];
}

function checkRemoved(
  context: RuleContext,
  change: ChangeOf<"saved_query"> & { kind: "removed" },
): readonly Found[] {
  const { base, uniqueId } = change;
  if (base.exports.length === 0) return [];
  const evidence = base.exports.map((item) => ({
    kind: "saved_query",
    uniqueId,
    path: base.path,
    text: "exports",
    before: item.name,
  }));
  const affected = readersIn(context.artifacts.head.project, context.graphs.union, [uniqueId]);
  return [{ subject: { uniqueId }, facts: factsOf(base, []), evidence, variant: "removed", affected }];
}

function factsOf(query: SavedQuery, edits: readonly Edit[]) {
  return { query: query.name, aspects: edits.map((edit) => edit.aspect) };
}

/** A whole export that is new adds a table; anything else about exports changes one that others may read. */
function changesAnswer({ part, aspect, before }: Edit, { head }: Surviving<"saved_query">): boolean {
  if (part === "definition") return true;
  const isNewExport = before === null && head.exports.some(({ name }) => name === aspect);
  return part === "exports" && !isNewExport;
}

/** A metric under its new name is told by `metric-removed`, which lists the saved query. */
function isRenameOnly(context: RuleContext, { base, head }: Surviving<"saved_query">, edit: Edit): boolean {
  if (edit.aspect !== "metrics" || edit.part !== "definition") return false;
  const renamed = new Map<string, string>();
  for (const change of context.changes) {
    if (change.resourceType === "metric" && change.kind === "renamed") {
      renamed.set(change.base.name, change.head.name);
    }
  }
  const before = base.metrics.map((name) => renamed.get(name) ?? name);
  return before.length === head.metrics.length && before.every((name) => head.metrics.includes(name));
}

function onlyAdds({ base, head }: Surviving<"saved_query">): boolean {
  return base.metrics.every((name) => head.metrics.includes(name));
}
