import { textOf } from "../diff/edits.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Model, Source } from "../manifest/project.ts";
import { squeeze, type Loosening } from "./loosening.ts";

/**
 * The ways in which a source's freshness check now lets older data pass. None when the check was off in base:
 * then there was nothing to loosen. A field or query that changed is listed: what is measured is another thing.
 */
export function freshnessLoosenings(base: Source, head: Source): readonly Loosening[] {
  const before = base.freshness ?? {};
  if (duration(before["warn_after"]) === null && duration(before["error_after"]) === null) return [];
  return [
    ...thresholdLoosenings(before, head.freshness ?? {}, ["warn_after", "error_after"]),
    ...filterLoosenings(before, head.freshness),
    ...(head.freshness === null ? [] : measureLoosenings(base, head)),
  ];
}

/** The same for a model's `freshness` configuration (dbt 1.10 and later). Without `build_after` a model is built always. */
export function modelFreshnessLoosenings(base: Model, head: Model): readonly Loosening[] {
  const before = blockOf(base);
  const after = blockOf(head);
  const builds = thresholdLoosenings(before, after, ["build_after"]);
  return [
    ...thresholdLoosenings(before, after, ["warn_after", "error_after"]),
    ...builds.filter((loosening) => loosening.after !== null),
  ];
}

function blockOf({ config }: Model): JsonObject {
  const block = config["freshness"];
  return isObject(block) ? block : {};
}

/** Thresholds of a `freshness` block that are longer in head, or gone. */
function thresholdLoosenings(
  before: JsonObject,
  after: JsonObject,
  keys: readonly string[],
): readonly Loosening[] {
  const found: Loosening[] = [];
  for (const aspect of keys) {
    const was = duration(before[aspect]);
    const is = duration(after[aspect]);
    if (was === null || (is !== null && is.minutes <= was.minutes)) continue;
    found.push({ aspect, before: was.text, after: is?.text ?? null });
  }
  return found;
}

function filterLoosenings(before: JsonObject, after: JsonObject | null): readonly Loosening[] {
  const added = textOf(after?.["filter"]);
  if (textOf(before["filter"]) !== null || added === null) return [];
  return [{ aspect: "filter", before: null, after: added }];
}

function measureLoosenings(base: Source, head: Source): readonly Loosening[] {
  const pairs = [
    { aspect: "loaded_at_field", before: base.loadedAtField, after: head.loadedAtField },
    { aspect: "loaded_at_query", before: base.loadedAtQuery, after: head.loadedAtQuery },
  ];
  return pairs.filter(({ before, after }) => before !== null && squeeze(before) !== squeeze(after));
}

interface Duration {
  readonly minutes: number;
  readonly text: string;
}

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** `{ count, period }` as dbt writes it; null when it is empty or not a time. */
function duration(value: Json | undefined): Duration | null {
  if (!isObject(value)) return null;
  const count = Number(value["count"] ?? Number.NaN);
  const period = typeof value["period"] === "string" ? value["period"] : "";
  const unit = MINUTES[period];
  if (unit === undefined || Number.isNaN(count)) return null;
  return { minutes: count * unit, text: `${count} ${period}${count === 1 ? "" : "s"}` };
}
