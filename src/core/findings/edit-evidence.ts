import { displayName } from "../display-name.ts";
import { nodeById, type Artifacts } from "../manifest/artifacts.ts";
import type { Evidence } from "../report.ts";
import { writtenIn, type SqlEdit, type SqlEditKind } from "../sql/compare/edit.ts";
import { scopesOf } from "../sql/meaning/join-meaning.ts";
import type { ComparedModel } from "./edited-models.ts";
import { beforeAfter } from "./evidence.ts";
import { namedJoin } from "./join-text.ts";

/** An edit of SQL as evidence: what and where in `text`, the line in the model's file where it is certain. */
export function sqlEvidence(edit: SqlEdit, model: ComparedModel, artifacts: Artifacts): Evidence {
  const { before, after } = namedFor(edit, model, artifacts);
  const line = lineIn(edit, model);
  const { uniqueId, path } = model.head;
  return {
    kind: "sql",
    uniqueId,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    path,
    ...(line !== null && { line }),
    text: `${thingIn(edit.kind)} in ${placeOf(edit.scope)}`,
  };
}

/** Both texts of an edit, with the relations in them as people call them. */
export function namedFor(
  edit: SqlEdit,
  { comparison }: ComparedModel,
  artifacts: Artifacts,
): Pick<Evidence, "before" | "after"> {
  const scopes = scopesOf(edit, comparison);
  const written = writtenIn(edit);
  const named = (text: string, side: "base" | "head"): string => {
    if (edit.kind === "join")
      return namedJoin(text, scopes[side], { scopes: comparison.sides[side].scopes, artifacts });
    const node = edit.kind === "source" ? nodeById(artifacts, text) : undefined;
    return node === undefined ? text : displayName(node);
  };
  const texts = {
    ...(written.before !== undefined && { before: named(written.before, "base") }),
    ...(written.after !== undefined && { after: named(written.after, "head") }),
  };
  return texts.before === texts.after ? beforeAfter(edit.before ?? null, edit.after ?? null) : texts;
}

/** The CTE of a scope; null for the last SELECT. */
export function cteOf(scope: string): string | null {
  const [name = "root"] = scope.split("/");
  return name === "root" ? null : name.replace(/~\d+$/u, "");
}

/** What an edit is about, in words. */
export function thingIn(kind: SqlEditKind): string {
  return NAMES[kind];
}

/** What is gone has no line in head. */
function lineIn({ after, line }: SqlEdit, { rawLine }: ComparedModel): number | null {
  return line === undefined || after === undefined ? null : rawLine(line);
}

/** A scope in words: `CTE paid`, `branch 1 of CTE paid`, `subquery 1`, `derived table o`. */
export function placeOf(scope: string): string {
  const [root = "root", ...inner] = scope.split("/");
  const outer = root === "root" ? "the last select" : `CTE ${root}`;
  return [...inner.toReversed().map(partName), outer].join(" of ");
}

function partName(part: string): string {
  const [, kind, number] = /^(union|except|intersect|subquery)\[(\d+)\]$/u.exec(part) ?? [];
  if (kind === undefined || number === undefined) return `derived table ${part}`;
  return `${kind === "subquery" ? "subquery" : "branch"} ${number}`;
}

const NAMES: Readonly<Record<SqlEditKind, string>> = {
  cast: "type",
  column_added: "new column",
  column_order: "order of columns",
  column_removed: "removed column",
  column_renamed: "renamed column",
  dedupe: "deduplication",
  distinct: "DISTINCT",
  expression: "expression",
  filter: "filter",
  grouping: "grouping",
  having: "HAVING filter",
  join: "join",
  limit: "row limit",
  qualify: "QUALIFY filter",
  set_operation: "set operation",
  source: "relation",
  window_order: "window order",
};
