import type { Project } from "../manifest/project.ts";
import type { Metric, SemanticModel } from "../manifest/semantic.ts";
import type { Aggregation } from "../semantic/aggregation.ts";
import { sitesOf } from "../semantic/elements.ts";
import { renderFilter } from "../semantic/filter-calls.ts";
import { semanticNames } from "../semantic/names.ts";
import { referencesInItem, type Reference } from "../semantic/references.ts";
import { sourceOf } from "../semantic/source.ts";
import type { Dialect } from "../sql/dialect.ts";
import type { Conditions } from "./quick/found.ts";
import { formulaOfText, conditionsOfText } from "./quick/formula-of-text.ts";

/** A metric as queries compute it: one aggregate over one object. */
export interface MetricFormula {
  readonly metric: Metric;
  /** The object that it is computed over. */
  readonly over: string;
  /** `sum(amount)`, as queries are compared with it. */
  readonly key: string;
  /** As the project writes it. */
  readonly shown: string;
  /** Null where it has no filter. */
  readonly filter: Conditions | null;
}

/** The formula of a metric, or why no query can be told to compute it. */
export type ToldFormula =
  | { readonly told: true; readonly formula: MetricFormula }
  | { readonly told: false; readonly why: string };

export function formulaOfMetric(metric: Metric, project: Project, dialect: Dialect): ToldFormula {
  if (metric.type !== "simple")
    return untold(`it is a ${metric.type} metric, and queries are compared with simple ones alone`);
  const source = sourceOf(metric, semanticNames(project));
  if (source === null) return untold("what it aggregates is not in the project");
  const { agg, expr, model } = source.aggregation;
  const why = whyNotCompared(source.aggregation);
  if (why !== null) return untold(why);
  const over = model === null ? undefined : project.nodes[model]?.uniqueId;
  const formula = over === undefined ? null : formulaOfText(expr, over, dialect);
  if (over === undefined || formula === null)
    return untold("the expression that it aggregates was not understood");
  const filter = filterOf(source.filter, source.aggregation, { project, dialect });
  if (filter === undefined) return untold("its filter names what no column of one object stands for");
  const key = aggregateKey(agg, formula);
  return { told: true, formula: { metric, over, key, shown: `${agg}(${expr})`, filter } };
}

/** Null where queries may write it as one call. */
function whyNotCompared({ agg, nonAdditiveDimension }: Aggregation): string | null {
  if (!COMPARED.has(agg)) return `no query is looked for that computes its aggregation, ${agg}`;
  return nonAdditiveDimension === null ? null : "it is not summed over every dimension";
}

function untold(why: string): ToldFormula {
  return { told: false, why };
}

/** An aggregate in MetricFlow's words (dbt-semantic-interfaces: AggregationType); the sum of a number counts rows. */
export function aggregateKey(aggregate: string, expr: string): string {
  const name = IN_METRICFLOW[aggregate.toLowerCase()] ?? aggregate.toLowerCase();
  return expr === "*" && name === "sum" ? "count(*)" : `${name}(${expr})`;
}

const IN_METRICFLOW: Readonly<Record<string, string>> = {
  avg: "average",
  approx_count_distinct: "count_distinct",
  count_if: "sum_boolean",
  countif: "sum_boolean",
};

/** Aggregations of MetricFlow that queries write as one call. */
const COMPARED: ReadonlySet<string> = new Set(
  "sum count count_distinct average min max median sum_boolean".split(" "),
);

interface Around {
  readonly project: Project;
  readonly dialect: Dialect;
}

/** All filters on the way to what a metric aggregates, null where there is none; undefined where one is not told. */
function filterOf(
  filters: readonly string[],
  own: Aggregation,
  around: Around,
): Conditions | null | undefined {
  if (filters.length === 0) return null;
  const found = filters.flatMap((filter) => conditionsOf(filter, own, around) ?? []);
  if (found.length < filters.length) return undefined;
  return {
    columns: new Set(found.flatMap(({ columns }) => [...columns])),
    texts: new Set(found.flatMap(({ texts }) => [...texts])),
  };
}

/** A filter as conditions over columns; null where it is none over those of one object. */
function conditionsOf(filter: string, own: Aggregation, { project, dialect }: Around): Conditions | null {
  const objects = new Set<string>();
  const sql = renderFilter(filter, ({ name, argument }) => {
    const [reference] = name === "Metric" ? [] : referencesInItem(argument);
    const { over, expr } = elementOf(reference, own, project) ?? { over: "", expr: "null" };
    objects.add(over);
    return expr;
  });
  const [over = "", ...others] = objects;
  if (sql === null || over === "" || others.length > 0) return null;
  const found = conditionsOfText(sql, over, dialect);
  return found === null || found.columns.size === 0 ? null : found;
}

/** A dimension or an entity: an expression over the object of its semantic model. */
interface Element {
  readonly over: string;
  readonly expr: string;
}

/** What a name in a filter stands for; undefined where that is not told by one semantic model. */
function elementOf(
  reference: Reference | undefined,
  own: Aggregation,
  project: Project,
): Element | undefined {
  if (reference === undefined) return undefined;
  const ownModel = semanticNames(project).semanticModel(own.semanticModel);
  if (reference.name === "metric_time") return elementIn(ownModel, own.aggTimeDimension);
  const sites = sitesOf({ ...reference, kind: "dimension" }, project);
  const ownSite = sites.find((site) => site === ownModel);
  return elementIn(ownSite ?? (sites.length === 1 ? sites[0] : undefined), reference.name);
}

function elementIn(site: SemanticModel | undefined, name: string | null): Element | undefined {
  const over = site?.dependsOn[0];
  return site === undefined || over === undefined || name === null
    ? undefined
    : { over, expr: exprOf(site, name) };
}

function exprOf({ dimensions, entities }: SemanticModel, name: string): string {
  const element = [...dimensions, ...entities].find((one) => one.name.toLowerCase() === name.toLowerCase());
  const expr = element?.expr ?? name;
  return /^\w+$/u.test(expr) ? expr : `(${expr})`;
}
