import type { PullFacts } from "../pull/project-review.ts";
import type { ReportChange } from "../report.ts";
import { looksLikeProse, scrubbed, withoutLiterals } from "./scrub.ts";
import type { SendSettings } from "./settings.ts";

type Edit = NonNullable<ReportChange["sql"]>["edits"][number];

const EXPRESSION = 120;

/** Edits of SQL whose text after the change makes one column. */
const MAKING: ReadonlySet<string> = new Set(["cast", "column_added", "column_renamed", "expression"]);

/** What changed columns of an object are made of, by name in lower case, as a model may be shown it; none where no SQL may be sent. */
export function expressionsOf(
  uniqueId: string,
  { reviews }: PullFacts,
  send: SendSettings,
): ReadonlyMap<string, string> {
  if (!send.sql) return new Map();
  const changes = reviews.flatMap(({ report }) => report?.changes ?? []);
  const own = changes.filter((change) => change.uniqueId === uniqueId);
  return new Map(own.flatMap(({ sql }) => (sql?.edits ?? []).flatMap(makingIn)));
}

/** `sum(amount) as total` as name and expression; nothing where an edit makes no column, or no model may be shown how. */
function makingIn({ kind, after = "" }: Edit): readonly (readonly [string, string])[] {
  const [, expression = "", name = ""] = /^(.+) as ([\w$]+)$/su.exec(after) ?? [];
  if (!MAKING.has(kind) || expression === "" || looksLikeProse(expression)) return [];
  return [[name.toLowerCase(), scrubbed(withoutLiterals(expression), EXPRESSION)]];
}

/** How many queries of how many people read an object, by the query log; null where nobody knows or it may not be sent. */
export function useOf(
  uniqueId: string,
  { usage }: PullFacts,
  send: SendSettings,
): { readonly queries: number; readonly people: number } | null {
  if (!send.usage) return null;
  const uses = Object.values(usage).flatMap((log) => log.uses);
  const own = uses.find((use) => use.uniqueId === uniqueId && use.column === null);
  return own === undefined ? null : { queries: own.queries, people: own.people };
}
