import type { Side } from "./render-state.ts";
import type { RenderNode } from "./render-project.ts";

/**
 * What dbt-duckdb writes for a source that reads files: `external_location` of its meta or config, with its names
 * filled in (dbt-duckdb: relation.py, create_from_source). Null for every other.
 */
export function sourceLocation(node: RenderNode, { project }: Side): string | null {
  if (node.sourceName === null || project.adapterType !== "duckdb") return null;
  const location = node.meta["external_location"] ?? node.config["external_location"];
  if (typeof location !== "string") return null;
  const filled = location.replaceAll(/\{(\w+)\}/gu, (whole, key: string) => {
    if (key === "name") return node.name;
    if (key === "identifier") return node.relation.identifier;
    if (key === "schema") return node.relation.schema ?? "";
    const value = node.meta[key];
    return typeof value === "string" ? value : whole;
  });
  return filled.includes("(") || filled.startsWith("'") ? filled : `'${filled}'`;
}
