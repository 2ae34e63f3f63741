import { canonical, type Json } from "../json.ts";
import type { Project } from "../manifest/project.ts";
import type { Metric } from "../manifest/semantic.ts";
import { inputsOf, textOf, type MetricInput } from "./metric-inputs.ts";
import { metricValues, ownFilters } from "./metric-values.ts";
import { semanticNames } from "./names.ts";
import { normalSet, normalText } from "./normal-text.ts";
import { sourceOf, sourceOfInput, type MetricSource } from "./source.ts";

/** What a metric computes, resolved down to measures: equal texts are equal computations. */
interface Meaning {
  /** Everything but the filters. */
  readonly core: string;
  /** Its filters as a set, those of its only source included. */
  readonly filter: string;
}

/** Resolves metrics and inputs; texts of one instance can be compared with each other, across projects. */
export interface Meanings {
  readonly of: (metric: Metric, project: Project) => Meaning;
  /** Of an input without the filter, alias and offset that stand beside its name. */
  readonly ofInput: (input: MetricInput, project: Project) => string;
}

/** A fresh comparison. Long texts are replaced by short numbers, so that deep metrics stay small. */
export function compareMeanings(): Meanings {
  const numbers = new Map<string, string>();
  const done = new Map<Project, Map<Metric, Meaning>>();

  function short(text: string): string {
    const number = numbers.get(text) ?? `#${numbers.size}`;
    numbers.set(text, number);
    return number;
  }

  function of(metric: Metric, project: Project): Meaning {
    const known = done.get(project) ?? new Map<Metric, Meaning>();
    done.set(project, known);
    const before = known.get(metric);
    if (before !== undefined) return before;
    // A circle of metrics ends at its own name.
    known.set(metric, { core: metric.uniqueId, filter: "" });
    const { core, filter } = meaningOf(metric, project, (input) => ofInput(input, project));
    const meaning = { core: short(core), filter };
    known.set(metric, meaning);
    return meaning;
  }

  function ofInput(input: MetricInput, project: Project): string {
    const names = semanticNames(project);
    const source = sourceOfInput({ ...input, filter: [] }, names);
    if (source !== null) return short(`${sourceText(source)} where ${normalSet(source.filter)}`);
    const metric = input.of === "metric" ? names.metric(input.name) : undefined;
    if (metric === undefined) return short(`${input.of} ${input.name}`);
    const { core, filter } = of(metric, project);
    return short(`${core} where ${filter}`);
  }

  return { of, ofInput };
}

function meaningOf(metric: Metric, project: Project, ofInput: (input: MetricInput) => string): Meaning {
  const source = sourceOf(metric, semanticNames(project));
  const values = { type: metric.type.toLowerCase(), ...metricValues(metric) };
  if (source !== null) {
    // The source carries these itself.
    const rest = { ...values, fill_nulls_with: null, join_to_timespine: null };
    return {
      core: canonical({ ...rest, source: sourceText(source) }),
      filter: normalSet(source.filter),
    };
  }
  const inputs = inputsOf(metric);
  const resolved = inputs.map((input) => resolvedInput(input, ofInput(input)));
  const expr = exprOf(metric, inputs, resolved);
  return {
    core: canonical({ ...values, expr, inputs: [...resolved].sort() }),
    filter: normalSet(ownFilters(metric)),
  };
}

/** An expression with its input names replaced, so that an alias means nothing by itself. */
export function replaceNames(expr: string, replacements: ReadonlyMap<string, string>): string {
  return normalText(expr).replace(/[A-Za-z_]\w*/g, (name) => replacements.get(name) ?? name);
}

function exprOf(metric: Metric, inputs: readonly MetricInput[], resolved: readonly string[]): string | null {
  const expr = textOf(metric.typeParams["expr"]);
  if (expr === null || metric.type !== "derived") return null;
  const replacements = new Map(
    inputs.map((input, at) => [input.alias ?? input.name, `[${resolved[at] ?? ""}]`]),
  );
  return replaceNames(expr, replacements);
}

function resolvedInput(input: MetricInput, meaning: string): string {
  // In a list the place says nothing; the numerator is not the denominator.
  const role = input.role === "metrics" ? "" : input.role;
  const where: Json = [role, meaning, normalSet(input.filter), input.offsetWindow, input.offsetToGrain];
  return canonical(where);
}

function sourceText(source: MetricSource): string {
  const { agg, expr, model, semanticModel, aggTimeDimension, ...rest } = source.aggregation;
  return canonical({
    agg,
    expr: normalText(expr),
    model: model ?? semanticModel,
    time: aggTimeDimension,
    nonAdditive: rest.nonAdditiveDimension,
    params: rest.aggParams,
    fill: source.fillNullsWith,
    join: source.joinToTimespine,
  });
}
