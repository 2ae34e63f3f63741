import type { AdapterTraits } from "../adapters.ts";
import { isChangeOf, type Change, type Modified } from "./change.ts";
import { compareContracts, type ContractBreak } from "./compare-contracts.ts";

/** A model whose enforced contract of base is broken in head, and how. */
export interface ContractChange {
  readonly change: Modified<"model">;
  readonly breaks: readonly ContractBreak[];
}

/**
 * Every broken contract of a model that both sides have under one id: dbt compares by id too, and looks into installed
 * packages as well.
 * It asks the models themselves and not their edits: dbt also sees a column that only changed its letter case.
 */
export function contractChanges(
  changes: readonly Change[],
  adapter: AdapterTraits,
): readonly ContractChange[] {
  const found: ContractChange[] = [];
  for (const change of changes) {
    if (!isChangeOf(change, "model") || change.kind !== "modified") continue;
    const breaks = compareContracts(change.base, change.head, adapter);
    if (breaks.length > 0) found.push({ change, breaks });
  }
  return found;
}

/** The broken contracts that are still enforced: where enforcement itself went, that one finding says it all. */
export function brokenContracts(
  changes: readonly Change[],
  adapter: AdapterTraits,
): readonly ContractChange[] {
  return contractChanges(changes, adapter).filter(({ change }) => change.head.contract.enforced);
}
