import type { Edit, Surviving } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { goneElements, usesOfGone } from "../core/semantic/elements.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

export const semanticModelChanged: Rule = {
  id: "semantic-model-changed",
  category: "metric",
  severity: "warning",
  certainty: "proven",
  summary:
    "A semantic model describes another model, or its defaults, primary entity, entities or dimensions changed so that joins or results do. New elements, descriptions and labels are silent; measures belong to `measure-changed`, removed elements that are still named to `dimension-removed-in-use`.",
  words: {
    title: "Semantic model `{model}` changed: {aspects}",
    why: "Metrics on it join or group in another way from the next query on, or can no longer be grouped as before.",
    fix: "Query the metrics on it by the elements that changed, before and after, and compare the rows.",
  },
  variants: {
    "another-model": {
      title: "Semantic model `{model}` now reads `{after}`, not `{before}`",
      why: "Every metric on it is computed from another table from the next query on, for past dates as well.",
      fix: "Compare the numbers of the metrics on it before and after, and tell their readers.",
    },
    time: {
      title: "Metrics on `{model}` are dated by `{after}`, no longer by `{before}`",
      why: "Every metric on it that names no time dimension of its own puts its rows into other days and months from the next query on.",
      fix: "Check the new series against the old ones, or set `agg_time_dimension` on the metrics that should keep their date.",
    },
    removed: {
      title: "Semantic model `{model}` no longer has {aspects}",
      why: "Nothing in the project names them any more, but dashboards and queries outside that group or filter the metrics on it by them fail.",
      fix: "Tell the readers of its metrics, or keep the elements until nobody groups by them.",
    },
    keys: {
      title: "Semantic model `{model}` joins in another way: {aspects}",
      why: "Entities are the join keys of the semantic layer: with another type or key, rows of the metrics on it can multiply, get lost or no longer join.",
      fix: "Query a metric on it grouped by a dimension of a joined semantic model, before and after, and compare the totals.",
    },
  },
  check(context) {
    return survivingOf(context, "semantic_model").flatMap((change) => checkModel(context, change));
  },
};

function checkModel(context: RuleContext, change: Surviving<"semantic_model">): readonly Found[] {
  const inUse = elementsInUse(context, change);
  const edits = change.edits.filter((edit) => changesResults(edit) && !inUse.has(aspectOf(edit)));
  const told = sameModel(context, change) ? edits.filter((edit) => !isModel(edit)) : edits;
  if (told.length === 0) return [];
  const value = told.find((edit) => isModel(edit) || isDefaultTime(edit));
  return [
    {
      subject: { uniqueId: change.uniqueId },
      facts: {
        model: change.head.name,
        aspects: told.map((edit) => edit.aspect),
        before: value?.before ?? "none",
        after: value?.after ?? "none",
      },
      evidence: told.map((edit) => editEvidence("semantic_model", change, edit)),
      ...variantOf(told),
      affected: readersIn(context.artifacts.head.project, context.graphs.union, [change.uniqueId]),
    },
  ];
}

/** Edits after which a query that worked gives something else. What is new changes no such query. */
function changesResults({ part, aspect, before }: Edit): boolean {
  if (part === "definition") return true;
  if (part !== "entities" && part !== "dimensions") return false;
  // Joins do not follow the role; a whole element has no key behind its name.
  return aspect.includes(".") ? !aspect.endsWith(".role") : before !== null;
}

function isModel(edit: Edit): boolean {
  return edit.part === "definition" && edit.aspect === "model";
}

function isDefaultTime(edit: Edit): boolean {
  return edit.aspect === "defaults.agg_time_dimension";
}

function isRemoval({ part, aspect }: Edit): boolean {
  return part !== "definition" && !aspect.includes(".");
}

/** The words differ, but they still mean the same model: pinned to the version it was, or renamed. */
function sameModel(context: RuleContext, { base, head }: Surviving<"semantic_model">): boolean {
  const [before, after] = [base.dependsOn[0], head.dependsOn[0]];
  if (before === after) return before !== undefined;
  return context.changes.some(
    (change) => change.kind === "renamed" && change.from === before && change.uniqueId === after,
  );
}

/** Removed elements that head still names: `dimension-removed-in-use` tells them. */
function elementsInUse(context: RuleContext, { base, head }: Surviving<"semantic_model">): Set<string> {
  const { project } = context.artifacts.head;
  const gone = goneElements(base, head).filter(
    (each) => usesOfGone(each, { base, head }, project).length > 0,
  );
  return new Set(
    gone.map(({ kind, name }) => (kind === "entity" ? `entities ${name}` : `dimensions ${name}`)),
  );
}

function aspectOf(edit: Edit): string {
  return `${edit.part} ${edit.aspect}`;
}

function variantOf(edits: readonly Edit[]): { readonly variant?: string } {
  if (edits.some(isModel)) return { variant: "another-model" };
  if (edits.every(isDefaultTime)) return { variant: "time" };
  if (edits.every(isRemoval)) return { variant: "removed" };
  return edits.some((edit) => edit.part === "entities") ? { variant: "keys" } : {};
}
