import { createHash } from "node:crypto";
import { dirname, relative } from "node:path";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { SideReader } from "../../build/side-reader.js";
import { measurable, readSide, withoutCompiled } from "./manifests.mjs";
import { normalText } from "./normal.mjs";

const engine = sqlEngine();

/**
 * @typedef {object} Row One model, rendered and held against what dbt compiled.
 * @property {string} manifest
 * @property {string} id
 * @property {string} adapter
 * @property {boolean} ordinary Whether it is none of the packages' own test beds, which the target for texts leaves out.
 * @property {string | null} failed Why it was not rendered.
 * @property {readonly string[]} unknowns
 * @property {boolean} sameText
 * @property {boolean} byIncremental Whether only the text of an incremental run is the same.
 * @property {boolean | null} sameColumns Null where one of the two texts could not be read.
 * @property {boolean} columnsByIncremental
 * @property {{ all: number, common: number, same: number }} lineage Columns of the compiled text, those that the rendered one
 *   names too, and those of them with the very same sources.
 */

/**
 * Every model of a manifest that has raw and compiled code, and was not seen in another manifest.
 * @param {string} path
 * @param {Set<string>} seen
 * @returns {Promise<Row[]>}
 */
export async function compareModels(path, seen) {
  const side = await readSide(path);
  if (side === null) return [];
  const models = measurable(side).filter((node) => {
    const key = createHash("sha256")
      .update(`${node.name}\n${node.rawCode}\n${node.compiledCode}`)
      .digest("hex");
    return seen.has(key) ? false : seen.add(key);
  });
  if (models.length === 0) return [];
  const bare = withoutCompiled(side);
  const compiled = new SideReader({ base: side, head: side }, [], engine);
  const rendered = new SideReader({ base: bare, head: bare }, [], engine);
  const manifest = relative(dirname(dirname(dirname(path))), path);
  const ordinary = !/fivetran|tuva|hubspot|jira|netsuite|quickbooks/u.test(path);
  const adapter = side.project.metadata.adapterType ?? "-";
  return await Promise.all(
    models.map(async (node) => {
      const raw = bare.project.nodes[node.uniqueId];
      return {
        manifest,
        id: node.uniqueId,
        adapter,
        ordinary,
        ...(await compareOne(node, raw, { compiled, rendered })),
      };
    }),
  );
}

async function compareOne(node, raw, { compiled, rendered }) {
  const text = await rendered.texts.of(raw, "head");
  if (text.sql === null) return { ...nothing, failed: text.why };
  const incremental = text.hasIncremental ? await rendered.texts.of(raw, "head", true) : null;
  const { sql } = await compiled.texts.of(node, "head");
  const [byFull, byIncremental] = [text, incremental].map(
    (each) => typeof each?.sql === "string" && normalText(each.sql) === normalText(sql),
  );
  const base = await compiled.read(node, "head");
  const full = await rendered.read(raw, "head");
  const other = await rendered.readIncremental(raw, "head");
  const right = sameColumns(base, full);
  const columnsByIncremental = right === false && sameColumns(base, other) === true;
  const sameText = byFull || byIncremental;
  return {
    failed: null,
    unknowns: text.unknowns,
    sameText,
    byIncremental: byIncremental && !byFull,
    sameColumns: sameText || columnsByIncremental ? true : right,
    columnsByIncremental,
    lineage: closerLineage(base, [full, other]),
  };
}

const nothing = {
  unknowns: [],
  sameText: false,
  byIncremental: false,
  sameColumns: null,
  columnsByIncremental: false,
  lineage: { all: 0, common: 0, same: 0 },
};

/** Null where one of the two could not be read. */
function sameColumns(base, head) {
  if (base?.state !== "read" || head?.state !== "read") return null;
  return columnsOf(base) === columnsOf(head);
}

function columnsOf({ facts }) {
  const stars = facts.incomplete === null ? "" : "*";
  return facts.columns.map(({ name }) => name.toLowerCase()).join() + stars;
}

/** Either branch of `is_incremental()` may be what dbt compiled. */
function closerLineage(base, branches) {
  return branches
    .map((branch) => sameLineage(base, branch))
    .reduce((best, each) => (each.same > best.same ? each : best));
}

/** A column is right when it has the very same set of sources. */
function sameLineage(base, head) {
  if (base?.state !== "read" || head?.state !== "read") return { all: 0, common: 0, same: 0 };
  const found = new Map(head.facts.columns.map((column) => [column.name.toLowerCase(), sourcesOf(column)]));
  const columns = base.facts.columns;
  const common = columns.filter(({ name }) => found.has(name.toLowerCase()));
  const same = common.filter((column) => found.get(column.name.toLowerCase()) === sourcesOf(column)).length;
  return { all: columns.length, common: common.length, same };
}

function sourcesOf({ sources }) {
  return [...new Set(sources.map(({ relation, column }) => `${relation}|${column}`.toLowerCase()))]
    .toSorted((left, right) => (left < right ? -1 : 1))
    .join();
}
