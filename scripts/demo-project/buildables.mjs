import { foldersOf, pathBelow } from "./declarations.mjs";
import { projectConfig, resolveConfig } from "./config.mjs";
import { readBlocks } from "./jinja.mjs";
import { findUses } from "./scope.mjs";
import { relationName, schemaName } from "./target.mjs";

/**
 * A model, seed or snapshot with all that can be known before others are looked up.
 *
 * @typedef {{ uniqueId: string, kind: "model" | "seed" | "snapshot", name: string, version: number | null,
 *   latestVersion: number | null, path: string, rawCode: string, text: string, patch: any, patchPath: string | null,
 *   versionPatch: any, config: any, unrendered: any, uses: import("./scope.mjs").Uses, alias: string, schema: string,
 *   database: string, relation: string | null }} Buildable
 */

const KINDS = [
  { kind: "model", folder: "models/", ending: ".sql", yaml: "models" },
  { kind: "seed", folder: "seeds/", ending: ".csv", yaml: "seeds" },
  { kind: "snapshot", folder: "snapshots/", ending: ".sql", yaml: "snapshots" },
];

/** @returns {Buildable[]} */
export function readBuildables(/** @type {import("./declarations.mjs").Declarations} */ project, target) {
  return KINDS.flatMap((kind) => {
    const patches = project.yaml(kind.yaml);
    return [...project.files]
      .filter(([path]) => path.startsWith(kind.folder) && path.endsWith(kind.ending))
      .map(([path, text]) => readOne({ project, target, kind: kind.kind }, { path, text, patches }));
  });
}

function readOne(context, file) {
  const { name, rawCode } = readCode(context.kind, file);
  const declared = findPatch(file.patches, name);
  const uses = findUses(context.project, rawCode);
  const folders = [context.project.name, ...foldersOf(file.path)];
  const { config, unrendered } = resolveConfig(context.kind, [
    ...projectConfig(context.project.config[`${context.kind}s`], folders),
    declared.patch?.config,
    declared.versionPatch?.config,
    uses.config,
  ]);
  const suffix = declared.version === null ? "" : `.v${declared.version}`;
  return {
    uniqueId: `${context.kind}.${context.project.name}.${declared.name}${suffix}`,
    kind: context.kind,
    ...declared,
    path: file.path,
    rawCode,
    text: file.text,
    config,
    unrendered,
    uses,
    ...placeOf(context.target, config, name),
  };
}

/** The file name of a version is also its alias: `<model>_v<version>`. */
function placeOf(target, config, name) {
  const alias = config.alias ?? name;
  const schema = schemaName(target, config.schema);
  const database = config.database ?? target.database;
  const isBuilt = config.materialized !== "ephemeral";
  return { alias, schema, database, relation: isBuilt ? relationName(database, schema, alias) : null };
}

function readCode(kind, file) {
  if (kind === "snapshot") {
    const [block] = readBlocks(file.text, "snapshot");
    if (block === undefined) throw new Error(`${file.path} holds no {% snapshot %}.`);
    return { name: block.name, rawCode: block.body };
  }
  const name = pathBelow(file.path).split("/").at(-1).split(".")[0];
  return { name, rawCode: kind === "seed" ? "" : file.text.trim() };
}

/** The YAML entry of a file, or of the version that the file holds. */
function findPatch(patches, name) {
  for (const { entry, path } of patches) {
    const version = entry.versions?.find((candidate) => `${entry.name}_v${candidate.v}` === name);
    if (version === undefined && entry.name !== name) continue;
    return {
      name: entry.name,
      version: version?.v ?? null,
      latestVersion: entry.latest_version ?? null,
      patch: entry,
      patchPath: path,
      versionPatch: version,
    };
  }
  return { name, version: null, latestVersion: null, patchPath: null };
}

/** The columns that a node declares; those of a version are picked by `include` and `exclude`. */
export function declaredColumns(/** @type {Buildable} */ node) {
  const columns = node.patch?.columns ?? [];
  const own = node.versionPatch?.columns;
  if (own === undefined) return columns;
  const excluded = new Set(own.flatMap((column) => column.exclude ?? []));
  return columns.filter((column) => !excluded.has(column.name)).concat(own.filter((column) => column.name));
}
