import { isObject, type Json, type JsonObject } from "../json.ts";
import { filledText, object, optionalText, text } from "./fields.ts";
import type { UniqueId } from "./node.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import { parseCompiledCode, parseRawCode } from "./parse-build.ts";
import type { DataTest } from "./project.ts";

/** Reads a generic or singular data test. */
export function parseTest(entry: Entry): DataTest {
  const { json } = entry;
  const base = parseBase(entry);
  const kwargs = object(object(json["test_metadata"])["kwargs"]);
  const generic = parseGeneric(json, base.macros);
  return {
    resourceType: "test",
    rawCode: parseRawCode(json),
    compiledCode: parseCompiledCode(json),
    generic,
    columnName: filledText(json["column_name"]) ?? filledText(generic?.arguments["column_name"]),
    attachedNode:
      filledText(json["attached_node"]) ??
      (generic === null ? null : findAttached(base.dependsOn, kwargs["model"])),
    ...base,
  };
}

function parseGeneric(json: JsonObject, macros: readonly UniqueId[]): DataTest["generic"] {
  const metadata = json["test_metadata"];
  if (isObject(metadata))
    return {
      name: text(metadata["name"]),
      namespace: optionalText(metadata["namespace"]),
      arguments: parseArguments(object(metadata["kwargs"])),
    };
  return filledText(json["attached_node"]) === null ? null : genericFromMacros(macros);
}

/** Fusion previews (v20) write no `test_metadata`: a test with an attached node is named after its test macro. */
function genericFromMacros(macros: readonly UniqueId[]): DataTest["generic"] {
  for (const id of macros) {
    const [, namespace = "", name = ""] = id.split(".");
    if (!name.startsWith("test_")) continue;
    return {
      name: name.slice("test_".length),
      namespace: namespace === "dbt" ? null : namespace,
      arguments: {},
    };
  }
  return null;
}

/** From 1.10.5 on the arguments may stand under `arguments:`; the model is the attached node. */
function parseArguments(kwargs: JsonObject): JsonObject {
  const { model: _model, arguments: nested, ...others } = kwargs;
  if (isObject(nested)) {
    const { model: _nestedModel, ...named } = nested;
    return { ...others, ...named };
  }
  return nested === undefined ? others : { ...others, arguments: nested };
}

/**
 * The tested node where the version does not say it (before v9): the one that the `model` argument names,
 * such as `{{ get_where_subquery(ref('orders')) }}`; else the only one.
 */
function findAttached(dependsOn: readonly UniqueId[], model: Json | undefined): UniqueId | null {
  const named = [...text(model).matchAll(/['"]([^'"]+)['"]/gu)].map((match) => match[1] ?? "");
  const path = named.join(".");
  const name = named.at(-1) ?? "";
  const found =
    dependsOn.find((id) => path !== "" && id.endsWith(`.${path}`)) ??
    dependsOn.find((id) => name !== "" && id.split(".").includes(name, 2));
  if (found !== undefined) return found;
  return dependsOn.length === 1 ? (dependsOn[0] ?? null) : null;
}
