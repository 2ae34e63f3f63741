import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { compareReadings } from "../../build/core/sql/reading.js";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { asked, percent, table } from "./statements.mjs";

/** The kind of edit that each label must be told as. */
const KINDS = {
  projection_added: "column_added",
  projection_removed: "column_removed",
  projection_renamed: "column_renamed",
  type_changed: "cast",
  expression_changed: "expression",
  filter_added: "filter",
  filter_removed: "filter",
  having_added: "having",
  join_type: "join",
  join_keys: "join",
  distinct_toggled: "distinct",
  limit_added: "limit",
};

/**
 * Labelled edits: the right kind found, and no other.
 * @param {import("./statements.mjs").Statement[]} statements
 * @param {string} folder
 */
export async function measureEdits(statements, folder) {
  const pairs = JSON.parse(gunzipSync(readFileSync(join(folder, "diff-pairs.json.gz"))).toString("utf8"));
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const engine = sqlEngine();
  const rows = [];
  for (const { id, label, base, head } of pairs) {
    const statement = byId.get(id);
    const [before, after] = await engine.read([asked(statement, base), asked(statement, head)]);
    const { edits, class: sqlClass } = compareReadings(before, after, statement.adapter);
    const right = edits.some(({ kind }) => kind === KINDS[label]);
    const extra = edits.some(({ kind }) => kind !== KINDS[label]);
    rows.push({ id, label, sqlClass, right, clean: right && !extra, kinds: edits.map(({ kind }) => kind) });
  }
  await engine.close();
  const count = (key, own = rows) => own.filter((row) => row[key]).length;
  const labels = Object.keys(KINDS).map((label) => ({
    label,
    own: rows.filter((row) => row.label === label),
  }));
  return {
    missed: [
      ...(count("right") / rows.length < 0.99 ? ["right class on 99 % of labelled edits"] : []),
      ...(count("clean") / rows.length < 0.98 ? ["no other class on 98 % of labelled edits"] : []),
    ],
    lines: [
      "Labelled edits",
      ...table([
        ["label", "pairs", "right", "and no other", "classes"],
        ...labels.map(({ label, own }) => [
          label,
          own.length,
          count("right", own),
          count("clean", own),
          classesOf(own),
        ]),
        ["all", rows.length, percent(count("right"), rows.length), percent(count("clean"), rows.length), ""],
      ]),
      ...rows
        .filter(({ clean }) => !clean)
        .map(({ id, label, kinds }) => `  ${id} ${label}: ${kinds.join(", ") || "no edit"}`),
    ],
  };
}

function classesOf(rows) {
  const counts = new Map();
  for (const { sqlClass } of rows) counts.set(sqlClass, (counts.get(sqlClass) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
}
