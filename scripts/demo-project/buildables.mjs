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
  const { name, code } = readCode(context.kind, file);
  const { patch, patchPath, version } = findPatch(file.patches, name);
  const uses = findUses(context.project, context.kind === "seed" ? "" : code);
  const { config, unrendered } = resolveConfig(context.kind, [
    ...projectConfig(context.project.config[`${context.kind}s`], [
      context.project.name,
      ...foldersOf(file.path),
    ]),
    patch?.config,
    version?.config,
    uses.config,
  ]);
  const place = {
    alias: config.alias ?? (version === undefined ? name : `${patch.name}_v${version.v}`),
    schema: schemaName(context.target, config.schema),
    database: config.database ?? context.target.database,
  };
  const declaredName = patch?.name ?? name;
  return {
    uniqueId: `${context.kind}.${context.project.name}.${declaredName}${version === undefined ? "" : `.v${version.v}`}`,
    kind: context.kind,
    name: declaredName,
    version: version?.v ?? null,
    latestVersion: patch?.latest_version ?? null,
    path: file.path,
    rawCode: context.kind === "seed" ? "" : code,
    text: file.text,
    patch,
    patchPath,
    versionPatch: version,
    config,
    unrendered,
    uses,
    ...place,
    relation:
      config.materialized === "ephemeral" ? null : relationName(place.database, place.schema, place.alias),
  };
}

function readCode(kind, file) {
  if (kind === "snapshot") {
    const [block] = readBlocks(file.text, "snapshot");
    if (block === undefined) throw new Error(`${file.path} holds no {% snapshot %}.`);
    return { name: block.name, code: block.body };
  }
  return { name: pathBelow(file.path).split("/").at(-1).split(".")[0], code: file.text.trim() };
}

/** The YAML entry of a file; a version is found by dbt's file name `<model>_v<version>`. */
function findPatch(patches, name) {
  for (const { entry, path } of patches) {
    if (entry.name === name) return { patch: entry, patchPath: path };
    const version = (entry.versions ?? []).find((candidate) => `${entry.name}_v${candidate.v}` === name);
    if (version !== undefined) return { patch: entry, patchPath: path, version };
  }
  return { patch: undefined, patchPath: null };
}

/** The columns that a node declares; those of a version are picked by `include` and `exclude`. */
export function declaredColumns(/** @type {Buildable} */ node) {
  const columns = node.patch?.columns ?? [];
  const own = node.versionPatch?.columns;
  if (own === undefined) return columns;
  const excluded = own.flatMap((column) => column.exclude ?? []);
  return columns
    .filter((column) => !excluded.includes(column.name))
    .concat(own.filter((column) => column.name));
}
