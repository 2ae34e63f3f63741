import { isQuiet, type Change } from "../diff/change.ts";
import { goneColumn } from "../diff/gone-column.ts";
import type { ColumnChange } from "../report.ts";
import type { ComparedSql, SqlComparison } from "../sql/sql-comparison.ts";
import type { ColumnStart } from "./column-graph.ts";

/**
 * Where changes spread from: columns that are gone or hold other values, objects that hold other rows, and objects of
 * which more cannot be said. Words about an object, new objects and installed packages hit nobody.
 */
export function columnStarts(changes: readonly Change[], sql: SqlComparison): readonly ColumnStart[] {
  const compared = new Map(sql.compared.map((each) => [each.uniqueId, each]));
  return changes
    .flatMap((change) => startsOf(change, compared.get(change.uniqueId)))
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

function startsOf(change: Change, compared: ComparedSql | undefined): readonly ColumnStart[] {
  if (!spreads(change, compared)) return [];
  const { uniqueId } = change;
  if (change.kind === "renamed") return [whole(uniqueId, "object"), whole(change.from, "object")];
  if (change.kind === "removed" || !TABLES.has(change.resourceType)) return [whole(uniqueId, "object")];
  const columns = change.columns.flatMap((column) => columnStart(change, column));
  return [...columns, ...wholeStart(change, compared, columns.length)];
}

function wholeStart(
  change: Change,
  compared: ComparedSql | undefined,
  columns: number,
): readonly ColumnStart[] {
  const { uniqueId } = change;
  const sqlClass = compared?.change.class ?? null;
  if (sqlClass === "rows" || isSeedData(change)) return [whole(uniqueId, "rows")];
  const hidden = sqlClass === "unknown" || (sqlClass === "columns" && columns === 0);
  const unexplained = change.edits.some(
    ({ part, aspect }) => meansData(part, aspect) && !(sqlClass !== null && IN_SQL.has(part)),
  );
  return hidden || unexplained ? [whole(uniqueId, "object")] : [];
}

function columnStart(change: Change, column: ColumnChange): readonly ColumnStart[] {
  if (column.kind === "added") return [];
  const name = goneColumn(column) ?? column.name;
  return [{ uniqueId: change.uniqueId, column: name.toLowerCase(), change: column.kind }];
}

function whole(uniqueId: string, change: ColumnStart["change"]): ColumnStart {
  return { uniqueId, column: null, change };
}

function isSeedData(change: Change): boolean {
  return change.resourceType === "seed" && change.edits.some(({ part }) => part === "body");
}

/** Whether what an object holds or promises may be other than before. */
function spreads(change: Change, compared: ComparedSql | undefined): boolean {
  if (change.kind === "added" || isQuiet(change) || GUARDS.has(change.resourceType)) return false;
  // A macro that the author changed reaches objects whose own text stays.
  if (change.origin === "upstream") return compared !== undefined && compared.change.class !== "none";
  if (change.origin !== "author") return false;
  return (
    change.kind === "removed" ||
    change.columns.length > 0 ||
    change.edits.some(({ part, aspect }) => meansData(part, aspect) || part === "contract")
  );
}

function meansData(part: string, aspect: string): boolean {
  return !WORDS.has(part) && !LABELS.has(aspect);
}

function keyOf({ uniqueId, column, change }: ColumnStart): string {
  return `${uniqueId}\n${column ?? ""}\n${change}`;
}

const TABLES: ReadonlySet<string> = new Set(["model", "snapshot", "seed", "source"]);
/** Nothing reads a test. */
const GUARDS: ReadonlySet<string> = new Set(["test", "unit_test", "group"]);
/** Parts that say something about an object and change nothing in it; what columns became is told column by column. */
const WORDS: ReadonlySet<string> = new Set(
  "descriptions persisted_descriptions label owner maturity url path group access freshness columns contract".split(
    " ",
  ),
);
const LABELS: ReadonlySet<string> = new Set(["formatting", "meta", "tags", "severity"]);
/** Parts that a comparison of the SQL accounts for. */
const IN_SQL: ReadonlySet<string> = new Set(["body", "macros", "depends_on"]);
