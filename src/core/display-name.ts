import type { Node } from "./manifest/project.ts";

/** What people call an object: `raw.orders` for a source table, `customers.v2` for a model version, else its name. */
export function displayName(node: Node): string {
  if (node.resourceType === "source") return `${node.sourceName}.${node.name}`;
  const version = node.resourceType === "model" ? node.version : null;
  return version === null ? node.name : `${node.name}.v${version}`;
}
