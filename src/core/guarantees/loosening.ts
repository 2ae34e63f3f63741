import { textOf } from "../diff/edits.ts";
import type { JsonObject } from "../json.ts";
import type { DataTest } from "../manifest/project.ts";
import { loosensThreshold } from "./threshold.ts";

/** One way in which a test now lets more pass, in dbt's own words. `before` and `after` are null where nothing was set. */
export interface Loosening {
  readonly aspect: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The ways in which a test's effective configuration is looser in head; none when it is equal or stricter. */
export function configLoosenings(base: DataTest, head: DataTest): readonly Loosening[] {
  const found: Loosening[] = [];
  for (const aspect of Object.keys(LOOSENS)) {
    const before = settingOf(base.config, aspect);
    const after = settingOf(head.config, aspect);
    if (before === after || isOnlyRendering(base, head, aspect)) continue;
    if (LOOSENS[aspect]?.(before, after) === true) found.push({ aspect, before, after });
  }
  const severity = settingOf(head.config, "severity");
  // dbt looks at error_if only when the severity is error.
  return severity === "warn" ? found.filter(({ aspect }) => aspect !== "error_if") : found;
}

/** Defaults of dbt-core: artifacts/resources/v1/config.py, class TestConfig. */
const DEFAULTS: Readonly<Record<string, string>> = {
  severity: "error",
  warn_if: "!= 0",
  error_if: "!= 0",
  fail_calc: "count(*)",
};

/** By configuration key: whether going from the first value to the second lets more pass. */
const LOOSENS: Readonly<Record<string, (before: string | null, after: string | null) => boolean>> = {
  severity: (before, after) => before === "error" && after === "warn",
  where: (before, after) => after !== null && squeeze(after) !== squeeze(before),
  limit: (before, after) => before === null && after !== null,
  warn_if: (before, after) => loosensThreshold(before ?? "", after ?? ""),
  error_if: (before, after) => loosensThreshold(before ?? "", after ?? ""),
  fail_calc: (before, after) => squeeze(before) !== squeeze(after),
};

function settingOf(config: JsonObject, key: string): string | null {
  const text = textOf(config[key]) ?? DEFAULTS[key] ?? null;
  return key === "severity" ? (text?.toLowerCase() ?? null) : text;
}

/** A `where` with a date or a schema in it renders differently every day: then what is written decides. */
function isOnlyRendering(base: DataTest, head: DataTest, aspect: string): boolean {
  const before = textOf(base.unrenderedConfig[aspect]);
  return before?.includes("{{") === true && before === textOf(head.unrenderedConfig[aspect]);
}

/** One text for all spellings of an expression that differ in white space and case; empty for none. */
export function squeeze(text: string | null): string {
  return (text ?? "").replaceAll(/\s+/gu, " ").trim().toLowerCase();
}
