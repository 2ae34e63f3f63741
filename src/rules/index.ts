import { accessNarrowed } from "./access-narrowed.ts";
import { columnRedefined } from "./column-redefined.ts";
import { columnRemovedInUse } from "./column-removed-in-use.ts";
import { columnRemovedStillReferenced } from "./column-removed-still-referenced.ts";
import { columnTypeChanged } from "./column-type-changed.ts";
import { columnsUndocumented } from "./columns-undocumented.ts";
import { contractColumnRemoved } from "./contract-column-removed.ts";
import { contractColumnTypeChanged } from "./contract-column-type-changed.ts";
import { contractConstraintRemoved } from "./contract-constraint-removed.ts";
import { contractEnforcementRemoved } from "./contract-enforcement-removed.ts";
import { contractMaterializationChanged } from "./contract-materialization-changed.ts";
import { contractModelRemoved } from "./contract-model-removed.ts";
import { deduplicationChanged } from "./deduplication-changed.ts";
import { descriptionRemoved } from "./description-removed.ts";
import { descriptionStale } from "./description-stale.ts";
import { dimensionRemovedInUse } from "./dimension-removed-in-use.ts";
import { exposureUndocumented } from "./exposure-undocumented.ts";
import { filterChanged } from "./filter-changed.ts";
import { freshnessLoosened } from "./freshness-loosened.ts";
import { grainChanged } from "./grain-changed.ts";
import { hookChanged } from "./hook-changed.ts";
import { joinChanged } from "./join-changed.ts";
import { joinFansOut } from "./join-fans-out.ts";
import { fullRefreshNeeded } from "./full-refresh-needed.ts";
import { incrementalLogicChanged } from "./incremental-logic-changed.ts";
import { keyUntested } from "./key-untested.ts";
import { latestVersionMoved } from "./latest-version-moved.ts";
import { macroReachesFar } from "./macro-reaches-far.ts";
import { materializationChanged } from "./materialization-changed.ts";
import { measureChanged } from "./measure-changed.ts";
import { metricDefinitionChanged } from "./metric-definition-changed.ts";
import { metricDuplicated } from "./metric-duplicated.ts";
import { metricFilterChanged } from "./metric-filter-changed.ts";
import { metricInputsChanged } from "./metric-inputs-changed.ts";
import { metricRemoved } from "./metric-removed.ts";
import { metricUndocumented } from "./metric-undocumented.ts";
import { modelRemovedInUse } from "./model-removed-in-use.ts";
import { modelUndocumented } from "./model-undocumented.ts";
import { modelVersionRemoved } from "./model-version-removed.ts";
import { nondeterministicOutput } from "./nondeterministic-output.ts";
import { nullsChanged } from "./nulls-changed.ts";
import { ownerChanged } from "./owner-changed.ts";
import { ownerMissing } from "./owner-missing.ts";
import { positionalConsumer } from "./positional-consumer.ts";
import { relationMoved } from "./relation-moved.ts";
import { rowLimitAdded } from "./row-limit-added.ts";
import type { Rule } from "./rule.ts";
import { savedQueryChanged } from "./saved-query-changed.ts";
import { schemaChangeIgnored } from "./schema-change-ignored.ts";
import { seedChanged } from "./seed-changed.ts";
import { semanticModelChanged } from "./semantic-model-changed.ts";
import { setOperationChanged } from "./set-operation-changed.ts";
import { snapshotChanged } from "./snapshot-changed.ts";
import { sourceRemovedInUse } from "./source-removed-in-use.ts";
import { sourceSwapped } from "./source-swapped.ts";
import { testOrphaned } from "./test-orphaned.ts";
import { testRemoved } from "./test-removed.ts";
import { testWeakened } from "./test-weakened.ts";
import { timeChanged } from "./time-changed.ts";
import { uniqueKeyChanged } from "./unique-key-changed.ts";
import { versionUndeprecated } from "./version-undeprecated.ts";

/** Every rule, in order of precedence: of several findings with one cause the first rule's stays. */
export const rules: readonly Rule[] = [
  modelVersionRemoved,
  contractEnforcementRemoved,
  contractModelRemoved,
  contractMaterializationChanged,
  contractColumnRemoved,
  contractColumnTypeChanged,
  contractConstraintRemoved,
  sourceRemovedInUse,
  modelRemovedInUse,
  columnRemovedStillReferenced,
  testOrphaned,
  columnRemovedInUse,
  columnTypeChanged,
  latestVersionMoved,
  positionalConsumer,
  accessNarrowed,
  filterChanged,
  joinChanged,
  joinFansOut,
  deduplicationChanged,
  grainChanged,
  setOperationChanged,
  rowLimitAdded,
  sourceSwapped,
  timeChanged,
  nullsChanged,
  columnRedefined,
  nondeterministicOutput,
  metricRemoved,
  metricDefinitionChanged,
  metricFilterChanged,
  measureChanged,
  metricInputsChanged,
  semanticModelChanged,
  dimensionRemovedInUse,
  savedQueryChanged,
  metricUndocumented,
  metricDuplicated,
  modelUndocumented,
  columnsUndocumented,
  descriptionRemoved,
  descriptionStale,
  exposureUndocumented,
  testRemoved,
  testWeakened,
  keyUntested,
  freshnessLoosened,
  versionUndeprecated,
  materializationChanged,
  uniqueKeyChanged,
  incrementalLogicChanged,
  fullRefreshNeeded,
  schemaChangeIgnored,
  snapshotChanged,
  relationMoved,
  seedChanged,
  hookChanged,
  macroReachesFar,
  ownerMissing,
  ownerChanged,
];
