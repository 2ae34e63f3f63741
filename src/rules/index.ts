import { columnsUndocumented } from "./columns-undocumented.ts";
import { descriptionRemoved } from "./description-removed.ts";
import { dimensionRemovedInUse } from "./dimension-removed-in-use.ts";
import { exposureUndocumented } from "./exposure-undocumented.ts";
import { freshnessLoosened } from "./freshness-loosened.ts";
import { keyUntested } from "./key-untested.ts";
import { macroReachesFar } from "./macro-reaches-far.ts";
import { materializationChanged } from "./materialization-changed.ts";
import { measureChanged } from "./measure-changed.ts";
import { metricDefinitionChanged } from "./metric-definition-changed.ts";
import { metricDuplicated } from "./metric-duplicated.ts";
import { metricFilterChanged } from "./metric-filter-changed.ts";
import { metricRemoved } from "./metric-removed.ts";
import { metricUndocumented } from "./metric-undocumented.ts";
import { modelUndocumented } from "./model-undocumented.ts";
import { ownerChanged } from "./owner-changed.ts";
import { ownerMissing } from "./owner-missing.ts";
import { relationMoved } from "./relation-moved.ts";
import type { Rule } from "./rule.ts";
import { savedQueryChanged } from "./saved-query-changed.ts";
import { schemaChangeIgnored } from "./schema-change-ignored.ts";
import { seedChanged } from "./seed-changed.ts";
import { semanticModelChanged } from "./semantic-model-changed.ts";
import { snapshotChanged } from "./snapshot-changed.ts";
import { testOrphaned } from "./test-orphaned.ts";
import { testRemoved } from "./test-removed.ts";
import { testWeakened } from "./test-weakened.ts";
import { uniqueKeyChanged } from "./unique-key-changed.ts";
import { versionUndeprecated } from "./version-undeprecated.ts";

/** Every rule, in order of precedence: of several findings with one cause the first rule's stays. */
export const rules: readonly Rule[] = [
  testOrphaned,
  metricRemoved,
  metricDefinitionChanged,
  metricFilterChanged,
  measureChanged,
  semanticModelChanged,
  dimensionRemovedInUse,
  savedQueryChanged,
  metricUndocumented,
  metricDuplicated,
  modelUndocumented,
  columnsUndocumented,
  descriptionRemoved,
  exposureUndocumented,
  testRemoved,
  testWeakened,
  keyUntested,
  freshnessLoosened,
  versionUndeprecated,
  materializationChanged,
  uniqueKeyChanged,
  schemaChangeIgnored,
  snapshotChanged,
  relationMoved,
  seedChanged,
  macroReachesFar,
  ownerMissing,
  ownerChanged,
];
