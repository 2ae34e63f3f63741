import { isList, isObject, type Json } from "../json.ts";
import { text } from "./fields.ts";
import type { Macro, Node, ById } from "./project.ts";

/** Packages that dbt Labs or the community publish and that no project of its own is called. */
const KNOWN_PACKAGES: ReadonlySet<string> = new Set([
  "audit_helper",
  "codegen",
  "dbt",
  "dbt_artifacts",
  "dbt_date",
  "dbt_expectations",
  "dbt_external_tables",
  "dbt_project_evaluator",
  "dbt_utils",
  "elementary",
  "metrics",
  "re_data",
]);

/**
 * The package of an entry that does not lie in a folder of installed packages, as its `root_path` (v1 to v7) says;
 * null where the entry says nothing or is installed.
 */
export function rootPackage(json: Json): string | null {
  const entry = isList(json) ? json.find(isObject) : json;
  if (!isObject(entry)) return null;
  const path = text(entry["root_path"]).replaceAll("\\", "/");
  if (path === "" || /(?:^|\/)dbt_(?:packages|modules)\/[^/]+\/?$/u.test(path)) return null;
  const name = text(entry["package_name"]);
  return name === "" ? null : name;
}

/**
 * The project's name where the manifest does not say it (before v10): the package with most models and seeds,
 * of those that lie outside the folders of installed packages where that is known. Null without any node.
 */
export function inferProjectName(
  nodes: ById<Exclude<Node, Macro>>,
  rootPackages: ReadonlySet<string>,
): string | null {
  let best: { readonly name: string; readonly weight: number } | null = null;
  for (const [name, size] of sizes(nodes)) {
    const isKnown = KNOWN_PACKAGES.has(name);
    const weight = size + (isKnown ? 0 : 1e9) + (rootPackages.has(name) ? 1e12 : 0);
    if (best === null || weight > best.weight || (weight === best.weight && name < best.name))
      best = { name, weight };
  }
  return best?.name ?? null;
}

/** Models and seeds by package; a package that has others only counts as 0. */
function sizes(nodes: ById<Exclude<Node, Macro>>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const node of Object.values(nodes)) {
    if (node.packageName === "") continue;
    const counts = node.resourceType === "model" || node.resourceType === "seed" ? 1 : 0;
    found.set(node.packageName, (found.get(node.packageName) ?? 0) + counts);
  }
  return found;
}
