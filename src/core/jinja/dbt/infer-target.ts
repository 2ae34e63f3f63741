import type { Node, Project } from "../../manifest/project.ts";
import type { RenderTarget } from "./render-project.ts";

/**
 * The database and schema of the profile, which no manifest holds: what most objects of the root project have that are
 * not configured to stand elsewhere.
 */
export function inferTarget({ metadata, nodes }: Project): RenderTarget {
  const built = Object.values(nodes).filter(isBuilt);
  const own = built.filter(({ packageName }) => packageName === metadata.projectName);
  const commonest = (part: "database" | "schema"): string | null =>
    commonestPart(own, part) ?? commonestPart(built, part);
  return { database: commonest("database"), schema: commonest("schema") };
}

type Built = Extract<Node, { readonly resourceType: "model" | "seed" }>;

function isBuilt(node: Node): node is Built {
  return node.resourceType === "model" || node.resourceType === "seed";
}

function commonestPart(built: readonly Built[], part: "database" | "schema"): string | null {
  const counts = new Map<string, number>();
  for (const { config, relation } of built) {
    const name = config[part] === undefined ? (relation?.[part] ?? null) : null;
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [first] = [...counts].sort((left, right) => right[1] - left[1]);
  return first?.[0] ?? null;
}
