import type { ResourceType } from "../manifest/project.ts";
import { compareText } from "./edits.ts";
import { diffBuild } from "./diff-build.ts";
import { diffCommon } from "./diff-config.ts";
import { diffExposure, diffGroup, diffMacro, diffTest, diffUnitTest } from "./diff-other.ts";
import { diffSource } from "./diff-source.ts";
import type { Differ } from "./scope.ts";
import { diffSavedQuery } from "./saved-query.ts";
import { diffMetric, diffSemanticModel } from "./semantic.ts";

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
  macro: (pair) => diffMacro(pair),
  metric: (pair, scope) => ({
    edits: [
      ...diffCommon(pair, scope),
      ...compareText({ part: "label", aspect: "label" }, pair.base.label, pair.head.label),
      ...diffMetric(pair.base, pair.head, {
        base: scope.artifacts.base.project,
        head: scope.artifacts.head.project,
      }),
    ],
  }),
  semantic_model: (pair, scope) => ({
    edits: [
      ...diffCommon(pair, scope),
      ...compareText({ part: "label", aspect: "label" }, pair.base.label, pair.head.label),
      ...diffSemanticModel(pair.base, pair.head),
    ],
  }),
  saved_query: (pair, scope) => ({
    edits: [
      ...diffCommon(pair, scope),
      ...compareText({ part: "label", aspect: "label" }, pair.base.label, pair.head.label),
      ...diffSavedQuery(pair.base, pair.head),
    ],
  }),
};
