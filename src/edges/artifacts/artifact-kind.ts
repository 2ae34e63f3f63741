/** The artifacts that Headgate reads. */
export type ArtifactKind = "manifest" | "catalog" | "run_results" | "sources" | "semantic_manifest";

/** The name in `dbt_schema_version`, where it differs from the file's. */
const IN_SCHEMA: Readonly<Record<string, ArtifactKind>> = {
  manifest: "manifest",
  catalog: "catalog",
  "run-results": "run_results",
  sources: "sources",
  "semantic-manifest": "semantic_manifest",
};

/** The artifact that `metadata.dbt_schema_version` names, such as `https://schemas.getdbt.com/dbt/catalog/v1.json`. */
export function kindInSchema(url: string): ArtifactKind | null {
  const name = /\/dbt\/([a-z-]+)\/v/u.exec(url)?.[1] ?? "";
  return Object.hasOwn(IN_SCHEMA, name) ? (IN_SCHEMA[name] ?? null) : null;
}

const ONLY_IN_MANIFESTS = ["macros", "docs", "disabled", "parent_map", "child_map", "exposures", "metrics"];

/** The artifact that a file must be, by its top-level keys; null where they do not tell. */
export function kindOfShape(keys: ReadonlySet<string>): ArtifactKind | null {
  if (keys.has("project_configuration")) return "semantic_manifest";
  if (keys.has("results")) return keys.has("args") ? "run_results" : "sources";
  if (ONLY_IN_MANIFESTS.some((key) => keys.has(key))) return "manifest";
  if (keys.has("errors") && keys.has("nodes")) return "catalog";
  return null;
}
