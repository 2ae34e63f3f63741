/**
 * The text of an `index.ts` with one entry more: its import among the others, its name at the end of the list.
 * `type`: what the list holds, `Rule` or `Command`; `file`: without its ending; `name`: of the export.
 */
export function listEntry(text, { type, file, name }) {
  const lines = text.split("\n");
  const line = `import { ${name} } from "./${file}.ts";`;
  const isEntry = (other) => /^import \{ \w+ \} from "\.\/[a-z0-9-]+\.ts";$/.test(other);
  const after = lines.findIndex((other) => isEntry(other) && other > line);
  lines.splice(after === -1 ? lines.findLastIndex(isEntry) + 1 : after, 0, line);
  const list = new RegExp(String.raw`(readonly ${type}\[\] = \[[^\]]*?),?\s*\];`);
  const listed = lines.join("\n").replace(list, `$1,\n  ${name},\n];`);
  return listed.replace("= [,", "= [");
}
