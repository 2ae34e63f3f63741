import { listNames } from "../findings/words.ts";
import { namesOf, type Artifacts } from "../manifest/artifacts.ts";
import type { Fidelity } from "../report.ts";
import type { UnionComparison } from "../sql/sql-comparison.ts";
import type { ColumnGraph, Untraced } from "./column-graph.ts";

/** What kept changed columns from being followed through their readers, each reason once. */
export function traceFidelity(artifacts: Artifacts, { untraced }: ColumnGraph): readonly Fidelity[] {
  return REASONS.flatMap(({ code, why, fix }) => {
    const ids = untraced.filter((each) => each.code === code).map(({ uniqueId }) => uniqueId);
    if (ids.length === 0) return [];
    const readers = ids.length === 1 ? "1 reader" : `${ids.length} readers`;
    const effect = `What ${readers} of changed columns use (${listNames(namesOf(artifacts, ids))}) is not known, ${why}: the impact follows them object by object.`;
    return [{ input: "column lineage", state: "partial", effect, fix }];
  });
}

/** Readers whose set operations may now take other columns, and whose SQL was not looked at. */
export function unionFidelity(artifacts: Artifacts, { unread }: UnionComparison): readonly Fidelity[] {
  if (unread.length === 0) return [];
  const effect = `Whether ${listNames(namesOf(artifacts, unread))}, which ${unread.length === 1 ? "unites" : "unite"} what changed with other rows, still ${unread.length === 1 ? "takes" : "take"} the columns in their order is not known: the SQL could not be read, or there are too many of them.`;
  return [{ input: "column lineage", state: "partial", effect, fix: READ_THEM }];
}

interface Reason {
  readonly code: Untraced["code"];
  readonly why: string;
  readonly fix: string;
}

const READ_THEM = "Look for the changed columns in these files.";

const REASONS: readonly Reason[] = [
  {
    code: "not-compiled",
    why: "they have no SQL",
    fix: "Run `dbt compile` on head, and give its manifest.",
  },
  { code: "python", why: "they are Python", fix: READ_THEM },
  { code: "not-read", why: "no parser takes their SQL", fix: READ_THEM },
  {
    code: "not-resolved",
    why: "a name in their SQL may be of several relations",
    fix: "Run `dbt docs generate` and give `catalog.json`, which tells the columns of each relation.",
  },
  {
    code: "guessed",
    why: "their raw SQL depends on what only a warehouse or the settings know",
    fix: "Run `dbt compile` on head, and give its manifest.",
  },
  { code: "too-many", why: "there are too many of them to read their SQL", fix: READ_THEM },
];
