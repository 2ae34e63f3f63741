import { dataclass, enumMember, repr, sha256 } from "./python.mjs";

/** `columns` of a node, keyed by name, as dbt 1.11 writes them. */
export function columnsOf(/** @type {readonly any[]} */ declared) {
  return Object.fromEntries(
    declared.map((column) => {
      const meta = column.config?.meta ?? {};
      const tags = column.config?.tags ?? [];
      return [
        column.name,
        {
          name: column.name,
          description: column.description ?? "",
          meta,
          data_type: column.data_type ?? null,
          constraints: (column.constraints ?? []).map(constraintOf),
          quote: column.quote ?? null,
          config: { meta, tags },
          tags,
          granularity: column.granularity ?? null,
          doc_blocks: [],
        },
      ];
    }),
  );
}

function constraintOf(declared) {
  return {
    type: declared.type,
    name: declared.name ?? null,
    expression: declared.expression ?? null,
    warn_unenforced: declared.warn_unenforced ?? true,
    warn_unsupported: declared.warn_unsupported ?? true,
    to: declared.to ?? null,
    to_columns: declared.to_columns ?? [],
  };
}

/** Constraints of the model itself, which also name their columns. */
export function modelConstraints(/** @type {readonly any[]} */ declared) {
  return declared.map((constraint) => ({ ...constraintOf(constraint), columns: constraint.columns ?? [] }));
}

/** dbt's `build_contract_checksum` (dbt-core: contracts/graph/nodes.py), over Python's `repr` of the constraints. */
export function contractOf(config, columns, constraints) {
  if (!config.contract.enforced) return { ...config.contract, checksum: null };
  let state = "";
  for (const name of Object.keys(columns).sort()) {
    const column = columns[name];
    state += `|${name}${column.data_type ?? "None"}${repr(column.constraints.map(constraintObject))}`;
  }
  if (["table", "incremental"].includes(config.materialized)) {
    state += config.materialized + repr(constraints.map(constraintObject));
  }
  return { ...config.contract, checksum: sha256(state) };
}

function constraintObject(constraint) {
  const name = constraint.columns === undefined ? "ColumnLevelConstraint" : "ModelLevelConstraint";
  return dataclass(name, {
    ...constraint,
    type: enumMember("ConstraintType", constraint.type, constraint.type),
  });
}

/** dbt's inferred key: a primary key constraint, else the columns tested for both `unique` and `not_null`, else for `unique`. */
export function primaryKeyOf(columns, constraints, tests) {
  const declared = constraints.find((constraint) => constraint.type === "primary_key");
  if (declared !== undefined) return declared.columns;
  const keyed = Object.values(columns).find((column) =>
    column.constraints.some(({ type }) => type === "primary_key"),
  );
  if (keyed !== undefined) return [keyed.name];
  const tested = (name) =>
    tests
      .filter((test) => test.test_metadata.name === name)
      .map((test) => test.test_metadata.kwargs.column_name);
  const unique = tested("unique");
  const both = unique.filter((column) => tested("not_null").includes(column));
  return both.length > 0 ? both : unique;
}
