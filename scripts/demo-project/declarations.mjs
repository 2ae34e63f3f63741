import { parse } from "yaml";
import { readBlocks } from "./jinja.mjs";

/**
 * What the files of a dbt project declare, before anything is resolved.
 *
 * @typedef {{ entry: any, path: string }} Declared One list entry of a YAML file, and the file.
 * @typedef {{ name: string, path: string, sql: string, parameters: string[], body: string }} OwnMacro
 * @typedef {{ name: string, config: any, files: import("./read-sources.mjs").Files, yaml: (key: string) => Declared[],
 *   macros: Map<string, OwnMacro>, catalog: Record<string, Record<string, string>> }} Declarations
 */

/** @returns {Declarations} */
export function readDeclarations(/** @type {import("./read-sources.mjs").Files} */ files) {
  const config = parse(files.get("dbt_project.yml"));
  const documents = [...files]
    .filter(([path]) => path.endsWith(".yml") && path.includes("/"))
    .map(([path, text]) => ({ path, document: parse(text) }));
  return {
    name: config.name,
    config,
    files,
    yaml: (key) =>
      documents.flatMap(({ path, document }) => (document[key] ?? []).map((entry) => ({ entry, path }))),
    macros: readMacros(files),
    catalog: parse(files.get("catalog.yml")),
  };
}

/** Own macros and own generic tests (which dbt keeps as macros with the prefix `test_`), by name. */
function readMacros(files) {
  const macros = new Map();
  for (const [path, text] of files) {
    if (!path.endsWith(".sql")) continue;
    const kind = path.startsWith("macros/") ? "macro" : path.startsWith("tests/generic/") ? "test" : null;
    if (kind === null) continue;
    for (const block of readBlocks(text, kind)) {
      const name = kind === "test" ? `test_${block.name}` : block.name;
      macros.set(name, { name, path, sql: block.whole, parameters: block.parameters, body: block.body });
    }
  }
  return macros;
}

/** Folders of a file below its resource folder: `models/marts/a.sql` gives `["marts"]`. */
export function foldersOf(/** @type {string} */ path) {
  return path.split("/").slice(1, -1);
}

/** The path without its resource folder, as dbt's `path` is. */
export function pathBelow(/** @type {string} */ path) {
  return path.split("/").slice(1).join("/");
}
