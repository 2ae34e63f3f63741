import { camelCase } from "./templates.mjs";

/** The text of `src/rules/index.ts` with one rule more: its import among the others, its entry at the end of the list. */
export function listRule(text, id) {
  const lines = text.split("\n");
  const line = `import { ${camelCase(id)} } from "./${id}.ts";`;
  const isRuleImport = (other) => /^import \{ \w+ \} from "\.\/[a-z0-9-]+\.ts";$/.test(other);
  const after = lines.findIndex((other) => isRuleImport(other) && other > line);
  const typeImport = lines.findIndex((other) => other.startsWith("import type"));
  lines.splice(after === -1 ? Math.max(typeImport, 0) : after, 0, line);
  const listed = lines
    .join("\n")
    .replace(/(readonly Rule\[\] = \[[^\]]*?),?\s*\];/, `$1,\n  ${camelCase(id)},\n];`);
  return listed.replace("= [,", "= [");
}
