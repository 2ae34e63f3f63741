import type { Node, Project } from "../manifest/project.ts";
import { groupByType } from "./by-type.ts";
import type { Edit, Origin } from "./change.ts";

/** The packages whose text is the author's own on either side. */
export function authorsOf(base: Project, head: Project): ReadonlySet<string> {
  return new Set([...authorPackages(base), ...authorPackages(head)]);
}

/**
 * The packages whose text is the author's own. That is the root project, and, where the root holds no models of its own
 * (78 of 408 real manifests) or is by its name an integration test, the package that it tests.
 */
export function authorPackages(project: Project): ReadonlySet<string> {
  const root = project.metadata.projectName;
  const counts = new Map<string, number>();
  const nodes = groupByType(project);
  for (const { packageName } of [...nodes.of("model"), ...nodes.of("snapshot")]) {
    counts.set(packageName, (counts.get(packageName) ?? 0) + 1);
  }
  const biggest = [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
  if (root === null) return new Set(biggest === undefined ? [] : [biggest]);
  if (counts.has(root) && !TESTING.test(root)) return new Set([root]);
  const tested = [...counts.keys()]
    .filter((name) => root.startsWith(`${name}_`))
    .sort((a, b) => b.length - a.length)[0];
  const own = tested ?? biggest;
  return new Set(own === undefined ? [root] : [root, own]);
}

const TESTING = /(?:^|_)integration_tests?$/u;

/** Whose doing a change is. */
export function originOf(node: Node, edits: readonly Edit[], authors: ReadonlySet<string>): Origin {
  if (!authors.has(node.packageName)) return "package";
  return edits.length > 0 && edits.every((edit) => edit.part === "macros") ? "upstream" : "author";
}

/** Macros that come with dbt and its adapters: they change with dbt's version, not with a pull request. */
export function isBuiltIn(packageName: string): boolean {
  return packageName === "dbt" || ADAPTER_PACKAGE.test(packageName);
}

const ADAPTER_PACKAGE =
  /^dbt_(?:athena|athena_adapter|bigquery|clickhouse|databricks|doris|dremio|duckdb|fabric|fabricspark|firebolt|glue|greenplum|hive|impala|materialize|mysql|oracle|postgres|redshift|risingwave|rockset|singlestore|snowflake|spark|sqlite|sqlserver|starrocks|synapse|teradata|trino|vertica|yellowbrick)$/u;
