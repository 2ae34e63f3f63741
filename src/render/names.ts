import { nameOf } from "../core/name-of.ts";
import { LIMITS, plainText } from "./escape.ts";

/** The kinds of objects in the order in which a reader cares about them, with their words. */
const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  exposure: ["exposure", "exposures"],
  metric: ["metric", "metrics"],
  saved_query: ["saved query", "saved queries"],
  semantic_model: ["semantic model", "semantic models"],
  model: ["model", "models"],
  snapshot: ["snapshot", "snapshots"],
  seed: ["seed", "seeds"],
  source: ["source", "sources"],
  test: ["test", "tests"],
  unit_test: ["unit test", "unit tests"],
  analysis: ["analysis", "analyses"],
  operation: ["operation", "operations"],
  function: ["function", "functions"],
  macro: ["macro", "macros"],
  group: ["group", "groups"],
};

/** Resource types, those that people look at first. */
export const RESOURCE_TYPES: readonly string[] = Object.keys(WORDS);

/** The resource type that a `unique_id` starts with. */
export function resourceTypeOf(uniqueId: string): string {
  return uniqueId.slice(0, Math.max(uniqueId.indexOf("."), 0));
}

export { nameOf } from "../core/name-of.ts";

/** Tests are not readers: they are named in one line, not one by one. */
export function isTest(resourceType: string): boolean {
  return resourceType === "test" || resourceType === "unit_test";
}

/** The short name in a `unique_id`, clean for a place that knows no markup. */
export function plainName(uniqueId: string): string {
  return plainText(nameOf(uniqueId), LIMITS.name);
}

/** `1 model`, `2 models`, `10,000 models`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `2 saved queries`: a count of objects of one resource type. */
export function countOfType(count: number, resourceType: string): string {
  const [one, many] = WORDS[resourceType] ?? [resourceType, resourceType];
  return countOf(count, one, many);
}

/** `Saved queries`: the heading of a group of one resource type. */
export function headingOfType(resourceType: string): string {
  const many = WORDS[resourceType]?.[1] ?? resourceType;
  return `${many.slice(0, 1).toUpperCase()}${many.slice(1)}`;
}

/** The first `max` of a list, and how many were left out. */
export function firstOf<T>(items: readonly T[], max: number): { shown: readonly T[]; more: number } {
  return { shown: items.slice(0, max), more: Math.max(items.length - max, 0) };
}

/** A name between backticks, as the sentences of the report have it: it is rendered as a name wherever it lands. */
export function quoted(name: string): string {
  return `\`${plainText(name, LIMITS.name).replaceAll("`", "'")}\``;
}

/** A name with its kind, as a sentence of the report would have it: exposure `weekly`. A model goes by its name alone. */
export function labelOf(uniqueId: string): string {
  const name = quoted(nameOf(uniqueId));
  const word = WORDS[resourceTypeOf(uniqueId)]?.[0];
  return word === undefined || word === "model" ? name : `${word} ${name}`;
}

/** The first items of a list as one phrase: `a, b and 3 more`. `show` words an item. */
export function listOf(items: readonly string[], max: number, show = asIs): string {
  const { shown, more } = firstOf(items, max);
  const phrase = shown.map((item) => show(item)).join(", ");
  return more === 0 ? phrase : `${phrase} and ${grouped(more)} more`;
}

function asIs(text: string): string {
  return text;
}

function grouped(count: number): string {
  return count.toString().replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
