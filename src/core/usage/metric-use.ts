import { nameOf } from "../name-of.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Metric } from "../manifest/semantic.ts";
import { inputsOf } from "../semantic/metric-inputs.ts";
import { semanticNames } from "../semantic/names.ts";
import { dialectOf } from "../sql/dialect.ts";
import { formulaOfMetric, type MetricFormula } from "./metric-formula.ts";
import type { MetricHow } from "./metric-read.ts";
import type { ProjectUse } from "./project-use.ts";
import type { Use } from "./usage-log.ts";
import { useCount, useWords } from "./use-words.ts";

/** Where the log tells at least so much of what its queries compute, a metric that it does not show is worth a word. */
const SHARE_FOR_ALL = 0.95;

/** How queries compute one metric, in sentences without a full stop; names between backticks. */
export function metricWords(metric: Metric, use: ProjectUse, project: Project): readonly string[] {
  const told = formulaOfMetric(metric, project, dialectOf(project.metadata.adapterType));
  if (!told.told) return [`who computes it is not known: ${told.why}${inputWords(metric)}`];
  const { formula } = told;
  const found = use.of(metric.uniqueId);
  const share = use.log?.header.computedShare ?? 0;
  if (share === 0)
    return [
      "who computes it is not known: the log has counts, not the texts of queries",
      ...waysOf(formula, use),
    ];
  const lead =
    found === null
      ? `the log shows no query that computes \`${formula.shown}\` over \`${nameOf(formula.over)}\`${filterWords(formula)}, which does not mean that nobody uses it`
      : `computed in ${useWords(found, use.log?.header ?? null)}`;
  const lower =
    share < SHARE_FOR_ALL
      ? [`what the queries compute is known of ${Math.floor(share * 100)} % of the log, so there may be more`]
      : [];
  return [lead, ...waysOf(formula, use), ...lower];
}

/** Metrics over an object that queries compute by hand, `discount_total` as `sum(discount_amount)` in 41 queries by 6 people. */
export function handmadeMetrics(uniqueId: UniqueId, use: ProjectUse, project: Project): readonly string[] {
  const dialect = dialectOf(project.metadata.adapterType);
  return semanticNames(project).metrics.flatMap((metric) => {
    const told = formulaOfMetric(metric, project, dialect);
    if (!told.told || told.formula.over !== uniqueId) return [];
    const ways = waysOf(told.formula, use);
    return ways.map((way) => `\`${metric.name}\`: ${way}`);
  });
}

function waysOf(formula: MetricFormula, use: ProjectUse): readonly string[] {
  const of = (how: MetricHow) => use.of(formula.metric.uniqueId, how);
  const all = use.of(formula.metric.uniqueId);
  const hand = of("by hand");
  const asked = (all?.queries ?? 0) - (hand?.queries ?? 0);
  const as = `\`${formula.shown}\``;
  return [
    ...(asked === 0
      ? []
      : [`asked of the semantic layer in ${useCount({ queries: asked, people: 0 }, null)}`]),
    ...way(hand, (count) => `computed by hand as ${as}${filterWords(formula)} in ${count}`),
    ...way(
      of("filtered by its columns"),
      (count) => `${as} filtered by the same columns, to values that may be others, in ${count}`,
    ),
    ...way(of("without its filter"), (count) => `${as} without its filter in ${count}`),
  ];
}

function way(use: Use | null, words: (count: string) => string): readonly string[] {
  return use === null ? [] : [words(useCount(use, null))];
}

function filterWords({ filter }: MetricFormula): string {
  return filter === null ? "" : " with its filter";
}

/** What to ask about instead. */
function inputWords(metric: Metric): string {
  const names = [
    ...new Set(inputsOf(metric).flatMap(({ of, name }) => (of === "metric" ? [`\`${name}\``] : []))),
  ];
  return names.length === 0 ? "" : `; it is computed from ${names.join(", ")}`;
}
