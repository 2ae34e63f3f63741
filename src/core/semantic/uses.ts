import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Metric, SavedQuery } from "../manifest/semantic.ts";
import { inputsOf } from "./metric-inputs.ts";
import { ownFilters } from "./metric-values.ts";
import { semanticNames } from "./names.ts";
import { referencesInFilter, referencesInItem, type Reference } from "./references.ts";

/** One place where an object of the semantic layer names another. */
export interface Use {
  readonly user: UniqueId;
  /** Where it stands, in dbt's words: `filter`, `numerator`, `group_by`, `metrics`, `depends_on`, … */
  readonly where: string;
  /** The name as it stands there. */
  readonly text: string;
}

/** A use by way of a filter, a group-by or an order-by. */
export interface ReferenceUse extends Use {
  readonly reference: Reference;
}

const scanned = new WeakMap<Project, readonly ReferenceUse[]>();

/** Everything that metrics and saved queries of a project name in filters, group-by and order-by. */
export function referencesIn(project: Project): readonly ReferenceUse[] {
  const before = scanned.get(project);
  if (before !== undefined) return before;
  const { metrics, savedQueries } = semanticNames(project);
  const found = [...metrics.flatMap(metricReferences), ...savedQueries.flatMap(queryReferences)];
  scanned.set(project, found);
  return found;
}

/** What names a metric: metrics computed from it, saved queries and filters by name, exposures by id. */
export function usesOfMetric(project: Project, metric: Pick<Metric, "name" | "uniqueId">): readonly Use[] {
  const { metrics, savedQueries, exposures } = semanticNames(project);
  const { name: text, uniqueId } = metric;
  const uses: Use[] = [];
  for (const other of metrics) {
    const where = whereUsed(other, metric);
    if (where !== null) uses.push({ user: other.uniqueId, where, text });
  }
  for (const query of savedQueries) {
    if (query.metrics.includes(text)) uses.push({ user: query.uniqueId, where: "metrics", text });
  }
  const inFilters = referencesIn(project).filter(
    ({ reference }) => reference.kind === "metric" && reference.text === text,
  );
  uses.push(...inFilters);
  for (const exposure of exposures) {
    const isUser = exposure.dependsOn.includes(uniqueId);
    if (isUser) uses.push({ user: exposure.uniqueId, where: "depends_on", text });
  }
  return uses.filter((use) => use.user !== uniqueId);
}

/** The place in a metric that names another one; null when it does not. */
function whereUsed(user: Metric, metric: Pick<Metric, "name" | "uniqueId">): string | null {
  const input = inputsOf(user).find((each) => each.of === "metric" && each.name === metric.name);
  if (input !== undefined) return input.role === "source" ? "metric" : input.role;
  // An old derived metric names others in its expression; dbt resolved them.
  return user.legacy !== null && user.dependsOn.includes(metric.uniqueId) ? "depends_on" : null;
}

/** The metrics on a measure, nearest first: those that name it, then those computed from them. */
export function metricsOnMeasure(project: Project, measure: string): readonly Metric[] {
  const { metrics } = semanticNames(project);
  const found = new Set<Metric>();
  let ring = metrics.filter((metric) => names(metric, "measure", measure));
  while (ring.length > 0) {
    for (const metric of ring) found.add(metric);
    const inner = ring;
    ring = metrics.filter(
      (metric) => !found.has(metric) && inner.some((each) => names(metric, "metric", each.name)),
    );
  }
  return [...found];
}

function names(metric: Metric, of: "measure" | "metric", name: string): boolean {
  return inputsOf(metric).some((input) => input.of === of && input.name === name);
}

function metricReferences(metric: Metric): readonly ReferenceUse[] {
  const filters = [
    ...ownFilters(metric).map((filter) => ({ where: "filter", filter })),
    ...inputsOf(metric).flatMap((input) =>
      input.filter.map((filter) => ({ where: `${input.alias ?? input.name}.filter`, filter })),
    ),
  ];
  return filters.flatMap(({ where, filter }) =>
    referencesInFilter(filter).map((reference) => use(metric.uniqueId, where, reference)),
  );
}

function queryReferences(query: SavedQuery): readonly ReferenceUse[] {
  const found = (where: string, references: readonly Reference[]) =>
    references.map((reference) => use(query.uniqueId, where, reference));
  return [
    ...found("group_by", query.groupBy.flatMap(referencesInItem)),
    ...found("where", query.where.flatMap(referencesInFilter)),
    ...found("order_by", query.orderBy.flatMap(referencesInItem)),
  ];
}

function use(user: UniqueId, where: string, reference: Reference): ReferenceUse {
  return { user, where, text: reference.text, reference };
}
