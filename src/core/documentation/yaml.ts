/** Most columns that a suggested snippet shows. */
const SHOWN = 10;

/** YAML to paste: the columns of a model, each with an empty description to fill in. */
export function columnsYaml(model: string, columns: readonly string[]): string {
  const lines = ["models:", `  - name: ${quoted(model)}`, "    columns:"];
  for (const column of columns.slice(0, SHOWN)) {
    lines.push(`      - name: ${quoted(column)}`, '        description: ""');
  }
  if (columns.length > SHOWN) lines.push(`      # and ${columns.length - SHOWN} more`);
  return lines.join("\n");
}

/** YAML reads `yes` and `null` as values and gives meaning to many signs: such names are quoted. */
function quoted(name: string): string {
  const plain = /^[a-z_][\w$]*$/iu.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/iu.test(name);
  return plain ? name : JSON.stringify(name);
}
