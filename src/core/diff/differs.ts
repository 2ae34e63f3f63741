import type { ResourceType } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { diffBuild } from "./diff-build.ts";
import { diffExposure, diffGroup } from "./diff-exposure.ts";
import { diffMacro } from "./diff-macro.ts";
import { diffMetric } from "./diff-metric.ts";
import { diffNode } from "./diff-node.ts";
import { diffSavedQuery } from "./diff-saved-query.ts";
import { diffSemanticModel } from "./diff-semantic-model.ts";
import { diffSource } from "./diff-source.ts";
import { diffTest, diffUnitTest } from "./diff-test.ts";
import { compareText } from "./edits.ts";
import type { Differ, DiffScope, NodePair } from "./scope.ts";

/** How two objects of each resource type are compared. */
export const DIFFERS: { readonly [R in ResourceType]: Differ<R> } = {
  model: diffBuild,
  seed: diffBuild,
  snapshot: diffBuild,
  analysis: diffBuild,
  operation: diffBuild,
  function: diffBuild,
  test: diffTest,
  unit_test: diffUnitTest,
  source: diffSource,
  exposure: diffExposure,
  group: diffGroup,
  macro: diffMacro,
  metric: (pair, scope) => {
    const { base, head } = scope.artifacts;
    const projects = { base: base.project, head: head.project };
    return { edits: [...diffLabelled(pair, scope), ...diffMetric(pair.base, pair.head, projects)] };
  },
  semantic_model: (pair, scope) => ({
    edits: [...diffLabelled(pair, scope), ...diffSemanticModel(pair.base, pair.head)],
  }),
  saved_query: (pair, scope) => ({
    edits: [...diffLabelled(pair, scope), ...diffSavedQuery(pair.base, pair.head)],
  }),
};

/** What every object of the semantic layer has. */
function diffLabelled(
  pair: NodePair<"metric"> | NodePair<"semantic_model"> | NodePair<"saved_query">,
  scope: DiffScope,
): readonly Edit[] {
  const spot = { part: "label", aspect: "label" };
  return [...diffNode(pair, scope), ...compareText(spot, pair.base.label, pair.head.label)];
}
