import { plainSchema } from "./plain-schema.mjs";

/** The shared schemas that operations refer to, directly or through others. */
export function schemasNamedIn(operations, description) {
  const schemas = {};
  const open = namesIn(operations);
  for (const name of open) {
    if (name in schemas) continue;
    schemas[name] = plainSchema(description.components.schemas[name]);
    open.push(...namesIn(schemas[name]));
  }
  return schemas;
}

function namesIn(value) {
  return [...JSON.stringify(value).matchAll(/"github#\/schemas\/([^"]+)"/gu)].map(([, name]) => name);
}
