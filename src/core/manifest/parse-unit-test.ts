import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { filledText, list, object, optionalText, text } from "./fields.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import type { UnitTest, UnitTestRows } from "./project.ts";

/** Reads a unit test (dbt 1.8 and later). */
export function parseUnitTest(entry: Entry): UnitTest {
  const { json } = entry;
  const base = parseBase(entry);
  return {
    resourceType: "unit_test",
    model: text(json["model"]),
    version: optionalText(json["version"]),
    versions: json["versions"] ?? null,
    testedNode:
      filledText(json["tested_node_unique_id"]) ??
      base.dependsOn.find((id) => id.startsWith("model.")) ??
      null,
    checksum: parseChecksum(json["checksum"]),
    given: list(json["given"]).filter(isObject).map(parseRows),
    expect: parseRows(object(json["expect"])),
    overrides: json["overrides"] ?? null,
    ...base,
  };
}

/** A text up to 1.12; an object in 2.0, which writes the name `none` because it computes none. */
function parseChecksum(value: Json | undefined): string | null {
  if (!isObject(value)) return filledText(value);
  return value["name"] === "none" ? null : filledText(value["checksum"]);
}

function parseRows(json: JsonObject): UnitTestRows {
  const rows = json["rows"] ?? null;
  const fixture = filledText(json["fixture"]);
  return {
    input: filledText(json["input"]),
    columns: json["format"] === "sql" ? null : columnsOf(rows),
    // dbt 2.0 names the fixture file and leaves the rows in it.
    rows: rows === null && fixture !== null ? { fixture } : rows,
  };
}

function columnsOf(rows: Json): readonly string[] | null {
  if (typeof rows === "string") return csvHeader(rows);
  if (!isList(rows)) return null;
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(object(row))) names.add(name);
  return [...names];
}

/** The first line that is not blank. SQL without a `format` is no CSV: its first line is not only names. */
function csvHeader(rows: string): readonly string[] | null {
  const line = rows.split(/\r?\n/u).find((candidate) => candidate.trim() !== "");
  const names = line?.split(",").map((name) => name.trim().replaceAll(/^"|"$/gu, "")) ?? [];
  return names.length > 0 && names.every((name) => /^\S+$/u.test(name)) ? names : null;
}
