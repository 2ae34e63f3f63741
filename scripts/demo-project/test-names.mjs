import { md5 } from "./python.mjs";

/** dbt's name of a generic test, and the short one for files and aliases (dbt-core: parser/generic_test_builders.py). */
export function nameTest(
  /** @type {string} */ type,
  /** @type {string} */ subject,
  /** @type {any} */ kwargs,
) {
  const parts = Object.keys(kwargs)
    .filter((key) => key !== "model")
    .sort()
    .flatMap((key) => toParts(kwargs[key]))
    .map((part) => String(part).replaceAll(/[^0-9a-zA-Z_]+/g, "_"));
  const full = `${type}_${subject}_${parts.join("__")}`;
  const short = full.length >= 64 ? `${`${type}_${subject}`.slice(0, 30)}_${md5(full)}` : full;
  return { full, short };
}

function toParts(value) {
  if (Array.isArray(value)) return value;
  return value !== null && typeof value === "object" ? Object.values(value) : [value];
}
