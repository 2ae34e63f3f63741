import { instantOf } from "../instant.ts";
import type { Model } from "../manifest/project.ts";

/** `past` and `ahead` are judged at the moment given, an ISO date-time; with none, a date counts as ahead. */
export type Deprecation = "none" | "ahead" | "past";

/** Where a model stands on its way out (dbt-core: nodes.py `is_past_deprecation_date`, with the clock taken out). */
export function deprecationOf(model: Model, at: string | null): Deprecation {
  if (model.deprecationDate === null) return "none";
  const [date, now] = [instantOf(model.deprecationDate), at === null ? Number.NaN : instantOf(at)];
  return date < now ? "past" : "ahead";
}
