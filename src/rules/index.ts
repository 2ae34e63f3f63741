import { macroReachesFar } from "./macro-reaches-far.ts";
import { materializationChanged } from "./materialization-changed.ts";
import { ownerChanged } from "./owner-changed.ts";
import { ownerMissing } from "./owner-missing.ts";
import { relationMoved } from "./relation-moved.ts";
import { schemaChangeIgnored } from "./schema-change-ignored.ts";
import { seedChanged } from "./seed-changed.ts";
import { snapshotChanged } from "./snapshot-changed.ts";
import { uniqueKeyChanged } from "./unique-key-changed.ts";
import type { Rule } from "./rule.ts";

/** Every rule, in order of precedence: of several findings with one cause the first rule's stays. */
export const rules: readonly Rule[] = [
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
