import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { REFERENCE_ERRORS } from "./reference-errors.mjs";
import { asked, percent, table } from "./statements.mjs";

/**
 * Column lineage against the reference: a column is right when it has the very same set of sources.
 * @param {import("./statements.mjs").Statement[]} statements
 */
export async function measureLineage(statements) {
  const engine = sqlEngine();
  const readings = await engine.read(statements.map((statement) => asked(statement)));
  await engine.close();
  const rows = statements.flatMap((statement, index) => columnRows(statement, readings[index]));
  const edges = rows.flatMap((row) => row.edges);
  const [right, high] = [edges.filter((edge) => edge.right).length, edges.length];
  const raw = rows.filter((row) => row.exact).length;
  const forgiven = rows.filter((row) => !row.exact && row.forgiven).length;
  const missed = [
    ...(percentOf(raw + forgiven, rows.length) < 97 ? ["lineage exact in 97 % of columns"] : []),
    ...(percentOf(forgiven, rows.length) > 3
      ? ["at most 3 % of columns on the list of reference errors"]
      : []),
    ...(percentOf(right, high) < 99.5 ? ["99.5 % of edges of high confidence right"] : []),
    ...dialectsOf(rows).flatMap(({ dialect, all, exact }) =>
      all >= 50 && percentOf(exact, all) < 92 ? [`lineage exact in 92 % of columns: ${dialect}`] : [],
    ),
  ];
  const unread = readings.flatMap((reading, index) =>
    reading.state === "read" ? [] : [`  not read: ${statements[index].id}: ${reading.state}`],
  );
  return {
    missed,
    lines: [
      "Column lineage against the reference, over statements in which it knows every column",
      ...table([
        ["dialect", "columns", "exact", "raw"],
        ...dialectsOf(rows).map(({ dialect, all, exact, raw: plain }) => [
          dialect,
          all,
          percent(exact, all),
          percent(plain, all),
        ]),
        ["all", rows.length, percent(raw + forgiven, rows.length), percent(raw, rows.length)],
      ]),
      `${forgiven} columns (${percent(forgiven, rows.length)}) are right against the reference: scripts/corpus-sql/reference-errors.mjs`,
      `edges of high confidence: ${right} of ${high} right (${percent(right, high)})`,
      ...unread,
      ...rows.filter((row) => !row.exact && !row.forgiven).map((row) => `  differs: ${row.id} ${row.column}`),
    ],
  };
}

function percentOf(part, whole) {
  return whole === 0 ? 100 : (part / whole) * 100;
}

function dialectsOf(rows) {
  const dialects = [...new Set(rows.map(({ dialect }) => dialect))];
  return dialects.map((dialect) => {
    const own = rows.filter((row) => row.dialect === dialect);
    const raw = own.filter(({ exact }) => exact).length;
    const exact = own.filter((row) => row.exact || row.forgiven).length;
    return { dialect, all: own.length, raw, exact };
  });
}

function columnRows({ id, dialect, oracle, oracle_clean: clean }, reading) {
  if (!clean) return [];
  const columns = reading.state === "read" ? reading.facts.columns : [];
  return oracle.map(({ column, sources }) => {
    const found = columns.find(({ name }) => name.toLowerCase() === column.toLowerCase());
    const names = (found?.sources ?? []).map((source) => `${source.relation}|${source.column}`);
    const exact = found !== undefined && sameSet(names, sources);
    const listed = REFERENCE_ERRORS.find((error) => error.id === id);
    const forgiven = listed !== undefined && (listed.columns === "*" || listed.columns.includes(column));
    const high = found?.confidence === "high";
    return {
      id,
      dialect,
      column,
      exact,
      forgiven,
      edges: high ? names.map((name) => ({ right: forgiven || sources.includes(name) })) : [],
    };
  });
}

function sameSet(left, right) {
  const [one, other] = [new Set(left), new Set(right)];
  return one.size === other.size && [...one].every((name) => other.has(name));
}
