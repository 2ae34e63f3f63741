/**
 * What dbt would take from the profile and the clock, fixed so that the artifacts are the same bytes on every machine.
 * Head is built by CI into a schema of its own, as most teams do: none of that is a change of the project.
 *
 * @typedef {{ name: "base" | "head", database: string, schema: string, generatedAt: string, invocationId: string }} Target
 */

/** @type {readonly Target[]} */
export const TARGETS = [
  {
    name: "base",
    database: "warehouse",
    schema: "analytics",
    generatedAt: "2026-06-01T06:00:00Z",
    invocationId: "5d0c9a52-6f0e-4c1b-9d67-3a8be1f00001",
  },
  {
    name: "head",
    database: "warehouse",
    schema: "ci_pr_128",
    generatedAt: "2026-06-02T09:30:00Z",
    invocationId: "5d0c9a52-6f0e-4c1b-9d67-3a8be1f00002",
  },
];

export const DBT_VERSION = "1.11.12";

/** `created_at` as dbt writes it: seconds since 1970. */
export function createdAt(/** @type {Target} */ target) {
  return Date.parse(target.generatedAt) / 1000;
}

/** A relation as the postgres adapter quotes it. */
export function relationName(database, schema, identifier) {
  return [database, schema, identifier].map((part) => `"${part}"`).join(".");
}

/** dbt's default `generate_schema_name`: a custom schema is put behind the target's. */
export function schemaName(/** @type {Target} */ target, custom) {
  return custom === null ? target.schema : `${target.schema}_${custom}`;
}
