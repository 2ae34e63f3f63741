import type { Node, Project } from "../../manifest/project.ts";
import type { RenderTarget } from "./render-project.ts";

/**
 * The database and schema of the profile, which no manifest holds: what most objects of the root project have that are
 * not configured to stand elsewhere.
 */
export function inferTarget({ metadata, nodes }: Project): RenderTarget {
  const databases = new Map<string, number>();
  const schemas = new Map<string, number>();
  for (const id in nodes) {
    const node = nodes[id];
    if (node === undefined || !isBuilt(node)) continue;
    const weight = node.packageName === metadata.projectName ? OWN : 1;
    if (node.config["database"] === undefined) count(databases, node.relation?.database ?? null, weight);
    if (node.config["schema"] === undefined) count(schemas, node.relation?.schema ?? null, weight);
  }
  return { database: commonest(databases), schema: commonest(schemas) };
}

/** One object of the root project says more than any number of a package, whose schema may be configured from outside. */
const OWN = 1_000_000;

type Built = Extract<Node, { readonly resourceType: "model" | "seed" }>;

function isBuilt(node: Node): node is Built {
  return node.resourceType === "model" || node.resourceType === "seed";
}

function count(counts: Map<string, number>, name: string | null, weight: number): void {
  if (name !== null) counts.set(name, (counts.get(name) ?? 0) + weight);
}

function commonest(counts: ReadonlyMap<string, number>): string | null {
  const [first] = [...counts].sort((left, right) => right[1] - left[1]);
  return first?.[0] ?? null;
}
