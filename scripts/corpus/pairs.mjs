import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * @typedef {object} Pair
 * @property {string} name
 * @property {string} base Path of the manifest before the change.
 * @property {string} head
 * @property {Record<string, unknown>} meta `meta.json` of the pair, empty without one.
 * @property {{ direct: Record<string, string[] | null>, removed: string[], cli: { warnings: { name: string, msg: string }[], error: { type: string, msg?: string, text?: string } | null } } | null} oracle
 *   What dbt answered, null where nobody asked it.
 */

/**
 * Every folder below `root` that holds a head manifest and has a base.
 * @param {string} root
 * @returns {Pair[]}
 */
export function findPairs(root) {
  const pairs = [];
  const open = [resolve(root)];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) open.push(join(folder, entry.name));
    }
    const pair = pairIn(folder);
    if (pair !== null) pairs.push(pair);
  }
  return pairs.sort((left, right) => (left.name < right.name ? -1 : 1));
}

function pairIn(folder) {
  const head = manifestIn(folder, "head");
  if (head === null) return null;
  const meta = readJson(join(folder, "meta.json")) ?? {};
  const shared =
    typeof meta.base === "string"
      ? join(folder, meta.base)
      : join(dirname(folder), "base", "base-manifest.json.gz");
  const base = manifestIn(folder, "base") ?? (existsSync(shared) ? shared : null);
  return base === null
    ? null
    : { name: basename(folder), base, head, meta, oracle: readJson(join(folder, "oracle.json")) };
}

function manifestIn(folder, side) {
  const names = [
    `${side}-manifest.json.gz`,
    `${side}-manifest.json`,
    join(side, "manifest.json"),
    join(side, "manifest.json.gz"),
  ];
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  return found ?? null;
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
