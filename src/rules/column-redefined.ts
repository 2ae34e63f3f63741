import { columnWords } from "../core/findings/edit-words.ts";
import { findColumnEdits } from "../core/findings/find-column-edits.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import { directReaders } from "../core/lineage/readers.ts";
import { comparedModels, type ComparedModel } from "../core/findings/edited-models.ts";
import type { Evidence } from "../core/report.ts";
import { inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** From so many direct readers on a model counts as much used. */
const MANY_READERS = 10;

/** The same name for another value. */
export const columnRedefined: Rule = {
  id: "column-redefined",
  category: "rows",
  severity: "note",
  certainty: "structural",
  summary:
    "A column is made by another expression, itself or in a CTE that it comes from. A warning when a measure or metric is computed from it, or when an exposure or ten models read the model. One whose input only has other rows is silent.",
  ...columnWords({
    how: "are computed in another way",
    why: "The name stays and the value is another, for past dates as well: nothing that reads it fails, and its numbers move.",
    fix: "Compare old and new values on production, update the description, and tell who reads it.",
  }),
  check: (context) => findColumnEdits(context, "column").map((found) => withUse(found, context)),
};

function withUse(found: Found, context: RuleContext): Found {
  const model = comparedModels(context).find(({ head }) => head.uniqueId === found.subject.uniqueId);
  const use = model === undefined ? [] : useOf(model, context);
  return use.length === 0 ? found : { ...found, severity: "warning", evidence: [...found.evidence, ...use] };
}

/** Measures and metrics over the redefined columns; exposures and many models on the model. */
function useOf({ head, compared }: ComparedModel, context: RuleContext): readonly Evidence[] {
  const scope = { project: context.artifacts.head.project, graph: context.graphs.head };
  const names = compared.change.columns.filter(({ kind }) => kind === "redefined").map(({ name }) => name);
  const semantic = names.flatMap((column) =>
    columnReferences(scope, head, column)
      .filter(({ kind }) => kind === "measure" || kind === "metric")
      .map(({ kind, uniqueId, text }): Evidence => ({ kind, uniqueId, column, text })),
  );
  const readers = directReaders(context.graphs.head, head.uniqueId);
  const exposures = readers
    .filter((id) => inHead(context, id)?.resourceType === "exposure")
    .map((uniqueId): Evidence => ({ kind: "exposure", uniqueId, text: "reads the model" }));
  const count = readers.length;
  return [
    ...semantic,
    ...exposures,
    ...(count < MANY_READERS
      ? []
      : [{ kind: "readers", uniqueId: head.uniqueId, text: `${String(count)} direct readers` }]),
  ];
}
