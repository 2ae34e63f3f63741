import { placeOf, thingIn } from "../core/findings/edit-evidence.ts";
import type { ReportChange } from "../core/report.ts";
import { countOf, nameOf, quoted } from "./names.ts";

type Sql = NonNullable<ReportChange["sql"]>;

/** Edits that are told of one object. */
const MAX_EDITS = 3;

const EFFECT: Readonly<Record<Sql["class"], string>> = {
  none: "the SQL gives the same result",
  additive: "the SQL adds columns",
  columns: "the SQL changes columns",
  rows: "the SQL changes rows",
  unknown: "",
};

/** Edits whose kind says what happened, to a column. */
const VERBS: Readonly<Record<string, string>> = {
  column_added: "added",
  column_removed: "removed",
  column_renamed: "renamed",
};

/**
 * What the SQL of an object does otherwise, as a part of a sentence: `the SQL changes rows: filter added in CTE paid
 * (compiled line 3): "status <> 'void'"`. Empty where that was not compared.
 */
export function sqlWords(sql: ReportChange["sql"]): string {
  if (sql === null || sql.class === "unknown") return "";
  const lineWord = sql.rendered === true ? "rendered line" : "compiled line";
  const told =
    sql.class === "none" ? [] : sql.edits.slice(0, MAX_EDITS).map((edit) => editWords(edit, lineWord));
  const more = sql.class === "none" ? 0 : sql.edits.length - told.length;
  if (more > 0) told.push(countOf(more, "more edit"));
  return told.length === 0 ? EFFECT[sql.class] : `${EFFECT[sql.class]}: ${told.join("; ")}`;
}

/** `lineWord`: which text has the lines, for the raw code has others. */
function editWords(edit: Sql["edits"][number], lineWord: string): string {
  const { kind, before, after, scope, line } = edit;
  const verb = VERBS[kind] ?? (before === undefined ? "added" : after === undefined ? "removed" : "changed");
  const text = [before, after]
    .flatMap((side) => (side === undefined ? [] : [quoted(kind === "source" ? nameOf(side) : side)]))
    .join(" is now ");
  const where = `in ${placeOf(scope)}${line === undefined ? "" : ` (${lineWord} ${line})`}`;
  return `${verb === VERBS[kind] ? "column" : thingIn(kind)} ${verb} ${where}${text === "" ? "" : `: ${text}`}`;
}
