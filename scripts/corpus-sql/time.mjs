import { analyzeQuery } from "@polyglot-sql/sdk";
import { dialectOf } from "../../build/core/sql/dialect.js";
import { readSql } from "../../build/edges/sql/read-statement.js";
import { asked, table } from "./statements.mjs";

/**
 * Facts and lineage of each statement against the engine's own `analyzeQuery` on the same one, in one process and by
 * turns; the first round, in which code is compiled, does not count.
 * @param {import("./statements.mjs").Statement[]} statements
 */
export async function measureTime(statements) {
  const taken = { own: [], engine: [] };
  for (const round of [0, 1]) {
    for (const statement of statements) {
      const own = await timed(() => readSql(asked(statement)));
      const engine = await timed(() => analyzeQuery(statement.sql, analysisOptions(statement)));
      if (round === 1) {
        taken.own.push(own);
        taken.engine.push(engine);
      }
    }
  }
  const [own, engine] = [summaryOf(taken.own), summaryOf(taken.engine)];
  return {
    missed: [
      ...(own.median > 1.5 * engine.median ? ["median at most 1.5 times that of analyzeQuery"] : []),
      ...(own.high > engine.high ? ["95th percentile at most that of analyzeQuery"] : []),
    ],
    lines: [
      `Time over ${statements.length} statements, milliseconds`,
      ...table([
        ["", "median", "95th percentile", "longest"],
        ["facts and lineage", ...Object.values(own).map((value) => value.toFixed(1))],
        [
          "of analyzeQuery alone",
          ...Object.keys(own).map((name) => `${(own[name] / engine[name]).toFixed(2)} times`),
        ],
        ["analyzeQuery alone", ...Object.values(engine).map((value) => value.toFixed(1))],
      ]),
    ],
  };
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function analysisOptions({ adapter, upstream }) {
  const tables = upstream.map(({ parts, columns }) => ({
    name: parts.join("."),
    columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  }));
  return { dialect: dialectOf(adapter).polyglot, schema: { tables, strict: false } };
}

function summaryOf(times) {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), high: at(0.95), longest: sorted.at(-1) ?? 0 };
}
