import type { AdapterTraits } from "../adapters.ts";
import { targetTable } from "../manifest/constraint-target.ts";
import type { Column, Constraint } from "../manifest/node.ts";
import type { Model } from "../manifest/project.ts";
import { compareTypes } from "../types/compare-types.ts";
import type { TypeDifference } from "../types/type-difference.ts";

/** Why dbt calls a change of an enforced contract breaking. The kinds are dbt's own names (nodes.py `same_contract`). */
export type ContractBreak =
  | { readonly kind: "contract_enforced_disabled" }
  | { readonly kind: "columns_removed"; readonly column: Column }
  | {
      /** `before` and `after` as declared. Whether a dbt version reports it: `dbtTellsApart` of dbt-type-rule.ts. */
      readonly kind: "column_type_changes";
      readonly column: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly difference: TypeDifference;
    }
  | {
      /**
       * `column` is null at model level. `replacedBy`: head's constraint of the same type in the same place, if any.
       * What the adapter does not enforce is no break for dbt, and the caller must tell it apart.
       */
      readonly kind: "enforced_column_constraint_removed" | "enforced_model_constraint_removed";
      readonly column: string | null;
      readonly constraint: Constraint;
      readonly replacedBy: Constraint | null;
      readonly isEnforced: boolean;
    }
  | { readonly kind: "materialization_changed"; readonly before: string; readonly after: string };

/**
 * The breaks of an enforced contract, as dbt 1.x finds them (dbt-core 1.12: nodes.py `same_contract`), in dbt's order.
 * Differs on purpose in three places: types are compared by meaning too, and listed whenever their text differs, so that
 * the caller can say which dbt version reports them; constraints that the adapter does not enforce are listed, marked as
 * such; and a foreign key to the same table in another schema is no change, because a compiled manifest holds the schema
 * of the environment that compiled it.
 */
export function compareContracts(base: Model, head: Model, adapter: AdapterTraits): readonly ContractBreak[] {
  if (!base.contract.enforced || hasSameChecksum(base, head)) return [];
  const disabled: readonly ContractBreak[] = head.contract.enforced
    ? []
    : [{ kind: "contract_enforced_disabled" }];
  const columns = new Map(head.columns.map((column) => [column.name, column]));
  const sorted = [...base.columns].sort((left, right) => (left.name < right.name ? -1 : 1));
  const held = holdsConstraints(base);
  return [
    ...disabled,
    ...sorted.flatMap((column) => compareColumn(column, columns.get(column.name), adapter)),
    ...(held ? sorted.flatMap((column) => lostOfColumn(column, columns.get(column.name), adapter)) : []),
    ...(held ? lostOfModel(base, head, adapter) : []),
    ...compareMaterialization(base, head),
  ];
}

/** dbt's short cut. dbt 2.0 writes no checksum; then the parts decide. */
function hasSameChecksum(base: Model, head: Model): boolean {
  const { checksum } = base.contract;
  return head.contract.enforced && checksum !== null && checksum === head.contract.checksum;
}

function compareColumn(
  column: Column,
  after: Column | undefined,
  adapter: AdapterTraits,
): readonly ContractBreak[] {
  if (after === undefined) return [{ kind: "columns_removed", column }];
  if (column.dataType === after.dataType) return [];
  const difference = compareTypes(column.dataType, after.dataType, adapter);
  return [
    {
      kind: "column_type_changes",
      column: column.name,
      before: column.dataType,
      after: after.dataType,
      difference,
    },
  ];
}

function lostOfColumn(
  column: Column,
  after: Column | undefined,
  adapter: AdapterTraits,
): readonly ContractBreak[] {
  if (after === undefined) return [];
  return lostConstraints(column.constraints, after.constraints, adapter).map((lost) => ({
    kind: "enforced_column_constraint_removed",
    column: column.name,
    ...lost,
  }));
}

function lostOfModel(base: Model, head: Model, adapter: AdapterTraits): readonly ContractBreak[] {
  return lostConstraints(base.constraints, head.constraints, adapter).map((lost) => ({
    kind: "enforced_model_constraint_removed",
    column: null,
    ...lost,
  }));
}

interface Lost {
  readonly constraint: Constraint;
  readonly replacedBy: Constraint | null;
  readonly isEnforced: boolean;
}

/** Constraints that head no longer has word for word. */
function lostConstraints(
  base: readonly Constraint[],
  head: readonly Constraint[],
  adapter: AdapterTraits,
): readonly Lost[] {
  const kept = new Set(head.map(keyOf));
  const before = new Set(base.map(keyOf));
  return base
    .filter((constraint) => !kept.has(keyOf(constraint)))
    .map((constraint) => ({
      constraint,
      isEnforced: adapter.enforces.has(constraint.type),
      replacedBy:
        head.find(({ type, ...rest }) => type === constraint.type && !before.has(keyOf({ type, ...rest }))) ??
        null,
    }));
}

/** What dbt compares of a constraint: all of it. */
function keyOf(constraint: Constraint): string {
  const { type, name, expression, columns, to, toColumns, warnUnenforced, warnUnsupported } = constraint;
  const table = to === null ? null : targetTable(to);
  return JSON.stringify([type, name, expression, columns, table, toColumns, warnUnenforced, warnUnsupported]);
}

function compareMaterialization(base: Model, head: Model): readonly ContractBreak[] {
  const hasConstraints =
    base.constraints.length > 0 || base.columns.some((column) => column.constraints.length > 0);
  if (!hasConstraints || !holdsConstraints(base) || holdsConstraints(head)) return [];
  return [{ kind: "materialization_changed", before: materialization(base), after: materialization(head) }];
}

/** Constraints reach the warehouse only with these two (dbt-core: nodes.py `materialization_enforces_constraints`). */
function holdsConstraints(model: Model): boolean {
  return ["table", "incremental"].includes(materialization(model));
}

function materialization(model: Model): string {
  const { materialized } = model.config;
  return typeof materialized === "string" ? materialized : "view";
}
