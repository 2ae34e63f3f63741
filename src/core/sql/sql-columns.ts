import type { Change } from "../diff/change.ts";
import { goneColumn } from "../diff/gone-column.ts";
import type { Artifacts, Side } from "../manifest/artifacts.ts";
import type { ColumnChange } from "../report.ts";
import type { SqlReading } from "./reading.ts";
import type { TextOrigin } from "./source-text.ts";
import type { ComparedSql, SqlComparison } from "./sql-comparison.ts";

/**
 * The changes, with what their SQL shows of their columns. Contracts and catalogs are believed first; of what was only
 * declared the SQL, where all of it could be read, keeps what it confirms.
 */
export function withSqlColumns(
  changes: readonly Change[],
  sql: SqlComparison,
  artifacts: Artifacts,
): readonly Change[] {
  const compared = new Map(sql.compared.map((each) => [each.uniqueId, each]));
  const isSure = [artifacts.base, artifacts.head].every(hasOwnCatalog);
  return changes.map((change) => {
    const shown = compared.get(change.uniqueId);
    return shown === undefined ? change : { ...change, columns: columnsOf(change, shown, isSure) };
  });
}

function columnsOf(change: Change, compared: ComparedSql, isSure: boolean): readonly ColumnChange[] {
  const complete = isComplete(compared.base) && isComplete(compared.head);
  const origin = originOf(compared);
  const likely = origin === "guessed" ? "heuristic" : "structural";
  const certainty = complete && isSure && !keepsColumns(change) && origin === "compiled" ? "proven" : likely;
  const shown = compared.change.columns.map((column): ColumnChange => ({
    ...column,
    certainty: isOfNames(column) ? certainty : likely,
  }));
  const came = new Set(shown.filter(isArrival).map(({ name }) => name.toLowerCase()));
  const went = new Set(shown.flatMap((column) => goneColumn(column)?.toLowerCase() ?? []));
  const isConfirmed = (column: ColumnChange): boolean => {
    const gone = goneColumn(column)?.toLowerCase();
    return (
      (gone === undefined || went.has(gone)) && (!isArrival(column) || came.has(column.name.toLowerCase()))
    );
  };
  const own = change.columns.flatMap((column): ColumnChange[] => {
    if (column.certainty === "proven" || !isOfNames(column)) return [column];
    if (isConfirmed(column)) return [{ ...column, certainty }];
    return complete ? [] : [column];
  });
  const known = new Set(
    own.flatMap(({ name, from, kind }) =>
      [name, ...(kind === "renamed" ? [from ?? name] : [])].map((each) => each.toLowerCase()),
    ),
  );
  const isNew = (column: ColumnChange): boolean =>
    !known.has(column.name.toLowerCase()) && !known.has(goneColumn(column)?.toLowerCase() ?? "");
  return [...own, ...shown.filter(isNew)];
}

/** Whether it is about which columns there are. */
function isOfNames({ kind }: Pick<ColumnChange, "kind">): boolean {
  return kind === "added" || kind === "removed" || kind === "renamed";
}

function isArrival({ kind }: ColumnChange): boolean {
  return kind === "added" || kind === "renamed";
}

/** A star is spelled out by the catalog: one of another run of dbt may show older columns. */
function hasOwnCatalog({ catalog, project }: Side): boolean {
  return catalog === null || catalog.invocationId === project.metadata.invocationId;
}

function isComplete(reading: SqlReading): boolean {
  return reading.state === "read" && reading.facts.incomplete === null;
}

/** The less certain origin of the two texts. */
function originOf({ base, head }: ComparedSql): TextOrigin {
  const origins = [base, head].map((reading) =>
    reading.state === "read" ? reading.facts.origin : undefined,
  );
  return (
    origins.find((origin) => origin === "guessed") ??
    origins.find((origin) => origin !== undefined) ??
    "compiled"
  );
}

/** The table of an incremental model or a snapshot does not follow its SQL at once. */
function keepsColumns(change: Change): boolean {
  const node = change.kind === "removed" ? change.base : change.head;
  return change.resourceType === "snapshot" || node.config["materialized"] === "incremental";
}
