import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** @typedef {ReadonlyMap<string, string>} Files Text by path inside the dbt project, in order of path. */

/** Base as it is; head is base with the files of `head/` laid over it and those of `removed.txt` taken out. */
export function readSources(/** @type {string} */ folder, /** @type {"base" | "head"} */ side) {
  const base = readTree(join(folder, "base"));
  if (side === "base") return base;
  const overlay = readTree(join(folder, "head"));
  const files = new Map([...base, ...overlay]);
  files.set("catalog.yml", mergeCatalogs(base.get("catalog.yml"), overlay.get("catalog.yml")));
  for (const path of listRemoved(overlay)) {
    if (!files.delete(path)) throw new Error(`head/removed.txt names ${path}, which base does not have.`);
  }
  files.delete("removed.txt");
  return new Map([...files].sort(byPath));
}

function readTree(folder) {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths
      .map((path) => [
        path.slice(folder.length + 1).replaceAll("\\", "/"),
        readFileSync(path, "utf8").replaceAll("\r\n", "\n"),
      ])
      .sort(byPath),
  );
}

function byPath([a], [b]) {
  return a < b ? -1 : 1;
}

function listRemoved(overlay) {
  return (overlay.get("removed.txt") ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The catalogs are merged by node, so that head only states what differs; null takes a node out. */
function mergeCatalogs(base = "", head = "") {
  return JSON.stringify({ ...parse(base), ...parse(head) });
}
