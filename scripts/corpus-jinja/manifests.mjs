import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fromPath } from "../../build/edges/artifacts/from-path.js";

/** Every manifest below a folder, in the order of their paths. */
export function findManifests(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /manifest.*\.json(?:\.gz)?$/u.test(entry.name))
    .filter(({ name }) => !name.startsWith("semantic"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}

/** A side as a review reads it; null where the file is no manifest that can be read. */
export async function readSide(path) {
  try {
    return await fromPath().readSide(path);
  } catch {
    return null;
  }
}

/** The same side as `dbt parse` would have written it. */
export function withoutCompiled(side) {
  const nodes = Object.fromEntries(
    Object.entries(side.project.nodes).map(([id, node]) => [
      id,
      "compiledCode" in node ? { ...node, compiledCode: null, isCompiled: false } : node,
    ]),
  );
  return { ...side, project: { ...side.project, nodes } };
}

/** Models that have raw and compiled SQL. */
export function measurable({ project }) {
  return Object.values(project.nodes).filter(
    (node) =>
      node.resourceType === "model" &&
      node.language !== "python" &&
      node.rawCode !== null &&
      node.compiledCode !== null,
  );
}
