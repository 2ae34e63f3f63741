/** SQL of the generic tests that dbt brings along, in our own words: each selects the rows that fail. */
const BUILT_IN = {
  unique: (model, { column_name: column }) =>
    `select ${column} as unique_field, count(*) as n_records\nfrom ${model}\nwhere ${column} is not null\ngroup by ${column}\nhaving count(*) > 1`,
  not_null: (model, { column_name: column }) => `select ${column}\nfrom ${model}\nwhere ${column} is null`,
  accepted_values: (model, { column_name: column, values }) =>
    `select ${column} as value_field, count(*) as n_records\nfrom ${model}\nwhere ${column} not in (${values.map((value) => `'${value}'`).join(", ")})\ngroup by ${column}`,
  relationships: (model, { column_name: column, field }, parent) =>
    `select child.${column} as from_field\nfrom ${model} as child\nleft join ${parent} as parent on child.${column} = parent.${field}\nwhere child.${column} is not null and parent.${field} is null`,
};

/**
 * Compiled code of a generic test that dbt brings along; null for one of the project's own.
 *
 * @param {string} name
 * @param {any} kwargs
 * @param {{ model: string, parent: string | null }} relations
 */
export function compileBuiltIn(name, kwargs, relations) {
  const write = BUILT_IN[name];
  return write === undefined ? null : write(relations.model, kwargs, relations.parent);
}
