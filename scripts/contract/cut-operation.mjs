import { keysOf, plainSchema } from "./plain-schema.mjs";

/** What one operation takes: schemas of its path, query and body. `name`: `METHOD /path/{name}`. */
export function cutOperation(description, name) {
  const [method, path] = name.split(" ");
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`GitHub's description has no ${name}`);
  const parameters = (operation.parameters ?? []).map((one) => lookUp(description, one));
  const body = operation.requestBody?.content["application/json"]?.schema ?? null;
  return {
    path: objectOf(parameters.filter((one) => one.in === "path")),
    query: objectOf(parameters.filter((one) => one.in === "query")),
    body: body === null ? null : plainSchema(body),
    bodyKeys:
      body === null
        ? []
        : [...keysOf(body, (one) => lookUp(description, one))].toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

function objectOf(parameters) {
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map((one) => [one.name, plainSchema(one.schema)])),
    required: parameters.filter((one) => one.required).map((one) => one.name),
    additionalProperties: false,
  };
}

function lookUp(description, one) {
  if (one.$ref === undefined) return one;
  const words = one.$ref.replace("#/", "").split("/");
  return words.reduce((value, word) => value[word], description);
}
