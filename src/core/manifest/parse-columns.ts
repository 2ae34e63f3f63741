import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { filledText, list, object, optionalText, text, texts } from "./fields.ts";
import type { Column, Constraint } from "./node.ts";
import { parseMeta, parseTags } from "./parse-base.ts";

const NONE: readonly never[] = Object.freeze([]);

/** Reads `columns` of a node or source: an object by name (or, leniently, a list of columns). */
export function parseColumns(value: Json | undefined): readonly Column[] {
  if (isList(value)) return value.filter(isObject).map((json) => parseColumn(text(json["name"]), json));
  const columns = object(value);
  const names = Object.keys(columns);
  return names.length === 0 ? NONE : names.map((name) => parseColumn(name, object(columns[name])));
}

function parseColumn(name: string, json: JsonObject): Column {
  const config = object(json["config"]);
  return {
    name,
    description: text(json["description"]),
    dataType: filledText(json["data_type"]),
    quote: json["quote"] === true,
    constraints: parseConstraints(json["constraints"]),
    tags: parseTags(json, config),
    meta: parseMeta(json["meta"], config["meta"]),
  };
}

/** Reads `constraints` of a column or a node. */
export function parseConstraints(value: Json | undefined): readonly Constraint[] {
  const found = list(value);
  return found.length === 0 ? NONE : found.filter(isObject).map(parseConstraint);
}

/** Whether a constraint of a node's JSON, its own or of a column, names columns of another table. */
export function hasForeignKeys(json: JsonObject): boolean {
  if (list(json["constraints"]).some(isForeignKey)) return true;
  const columns = isList(json["columns"]) ? json["columns"] : Object.values(object(json["columns"]));
  return columns.some((column) => list(object(column)["constraints"]).some(isForeignKey));
}

function isForeignKey(constraint: Json): boolean {
  return texts(object(constraint)["to_columns"]).length > 0;
}

function parseConstraint(json: JsonObject): Constraint {
  return {
    type: text(json["type"]),
    name: optionalText(json["name"]),
    expression: optionalText(json["expression"]),
    columns: texts(json["columns"]),
    to: optionalText(json["to"]),
    toColumns: texts(json["to_columns"]),
    warnUnenforced: json["warn_unenforced"] !== false,
    warnUnsupported: json["warn_unsupported"] !== false,
  };
}
