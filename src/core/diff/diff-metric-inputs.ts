import { canonical, type Json } from "../json.ts";
import type { Project } from "../manifest/project.ts";
import type { Metric } from "../manifest/semantic.ts";
import type { Meanings } from "../semantic/meaning.ts";
import { inputAt, inputsOf, type InputRole, type MetricInput } from "../semantic/metric-inputs.ts";
import { normalSet } from "../semantic/normal-text.ts";
import type { Edit } from "./change.ts";
import { compareText } from "./edits.ts";

/** Both sides of a comparison of metrics, and what tells whether two inputs mean the same. */
export interface MetricScope {
  readonly projects: { readonly base: Project; readonly head: Project };
  readonly meanings: Meanings;
}

/** One input on both sides. */
export interface InputPair {
  readonly base: MetricInput;
  readonly head: MetricInput;
}

/** How the inputs differ, and which belong together, so that their filters and the names in `expr` can be compared. */
export interface InputsDiff {
  readonly edits: readonly Edit[];
  readonly pairs: readonly InputPair[];
}

const singles: readonly (readonly [InputRole, string])[] = [
  ["numerator", "numerator"],
  ["denominator", "denominator"],
  ["base", "conversion.base"],
  ["conversion", "conversion.conversion"],
];

/** Compares the inputs of ratio, conversion and derived metrics; an input that only changed its name is the same. */
export function diffInputs(base: Metric, head: Metric, scope: MetricScope): InputsDiff {
  const edits: Edit[] = [];
  const pairs: InputPair[] = [];
  for (const [role, aspect] of singles) {
    const before = inputAt(base, role);
    const after = inputAt(head, role);
    if (before !== undefined && after !== undefined && isSame(before, after, scope)) {
      pairs.push({ base: before, head: after });
    } else {
      edits.push(...compareText({ part: "definition", aspect }, shown(before), shown(after)));
    }
  }
  const listed = pairListed(base, head, scope);
  return { edits: [...edits, ...listed.edits], pairs: [...pairs, ...listed.pairs] };
}

/** The filters that stand with inputs, for inputs that both sides have. */
export function diffInputFilters(pairs: readonly InputPair[]): readonly Edit[] {
  const names = pairs.map((pair) => pair.head.alias ?? pair.head.name);
  return pairs.flatMap(({ base, head }) => {
    const name = head.alias ?? head.name;
    const isShared = names.indexOf(name) !== names.lastIndexOf(name);
    return diffFilters(`${isShared ? head.role : name}.filter`, base.filter, head.filter);
  });
}

/** Compares two sets of filters; order, white space and line ends do not count. */
export function diffFilters(
  aspect: string,
  base: readonly string[],
  head: readonly string[],
): readonly Edit[] {
  if (normalSet(base) === normalSet(head)) return [];
  return compareText({ part: "filter", aspect }, filterText(base), filterText(head));
}

/** The inputs of a derived metric are a set: first those with equal words, then those with equal meaning. */
function pairListed(base: Metric, head: Metric, scope: MetricScope): InputsDiff {
  const left = inputsOf(base).filter((input) => input.role === "metrics");
  const right = inputsOf(head).filter((input) => input.role === "metrics");
  const pairs: InputPair[] = [];
  const take = (matches: (one: MetricInput, other: MetricInput) => boolean) => {
    for (const before of left.slice()) {
      const after = right.find((candidate) => matches(before, candidate));
      if (after === undefined) continue;
      pairs.push({ base: before, head: after });
      left.splice(left.indexOf(before), 1);
      right.splice(right.indexOf(after), 1);
    }
  };
  take((before, after) => before.alias === after.alias && hasSameWords(before, after));
  take((before, after) => isSame(before, after, scope));
  if (left.length === 0 && right.length === 0) return { edits: [], pairs };
  const spot = { part: "definition", aspect: "metrics" };
  return { edits: compareText(spot, shownList(base), shownList(head)), pairs };
}

function isSame(base: MetricInput, head: MetricInput, scope: MetricScope): boolean {
  if (hasSameWords(base, head)) return true;
  const { meanings, projects } = scope;
  return (
    hasSameOffset(base, head) &&
    meanings.ofInput(base, projects.base) === meanings.ofInput(head, projects.head)
  );
}

function hasSameWords(base: MetricInput, head: MetricInput): boolean {
  return (
    base.of === head.of &&
    base.name === head.name &&
    base.fillNullsWith === head.fillNullsWith &&
    base.joinToTimespine === head.joinToTimespine &&
    hasSameOffset(base, head)
  );
}

function hasSameOffset(base: MetricInput, head: MetricInput): boolean {
  return base.offsetWindow === head.offsetWindow && base.offsetToGrain === head.offsetToGrain;
}

function shown(input: MetricInput | undefined): string | null {
  if (input === undefined) return null;
  const value = asWritten(input);
  return typeof value === "string" ? value : canonical(value);
}

function shownList(metric: Metric): string | null {
  const inputs = inputsOf(metric).filter((input) => input.role === "metrics");
  if (inputs.length === 0) return null;
  return canonical(inputs.map(asWritten).sort((one, other) => (canonical(one) < canonical(other) ? -1 : 1)));
}

function asWritten(input: MetricInput): Json {
  const extras: Json = {
    alias: input.alias,
    fill_nulls_with: input.fillNullsWith,
    filter: filterText(input.filter),
    join_to_timespine: input.joinToTimespine ? true : null,
    offset_to_grain: input.offsetToGrain,
    offset_window: input.offsetWindow,
  };
  const isBare = Object.values(extras).every((extra) => extra === null);
  return isBare ? input.name : { name: input.name, ...extras };
}

function filterText(filters: readonly string[]): string | null {
  const texts = filters.map((filter) => filter.trim());
  if (texts.length > 1) return canonical(texts.sort());
  return texts[0] ?? null;
}
