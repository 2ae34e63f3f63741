import type { UniqueId } from "../manifest/node.ts";
import type { Evidence } from "../report.ts";
import { useCount, useWords } from "../usage/use-words.ts";
import type { LoggedQuery } from "../usage/snapshot.ts";
import type { Use } from "../usage/usage-log.ts";
import type { RuleContext } from "../../rules/context.ts";

/** Queries that one finding lists: the most frequent. */
const MOST_QUERIES = 10;

/** What a rule says of a use: `{use}` in short, `{wide}` with who asks; both empty where there is none. */
export function useFacts(
  { use }: RuleContext,
  of: Use | null,
): { readonly use: string; readonly wide: string } {
  if (of === null) return { use: "", wide: "" };
  const header = use.log?.header ?? null;
  return { use: useCount(of, header), wide: useWords(of, header) };
}

interface Asked {
  readonly query: LoggedQuery;
  readonly column: string | undefined;
}

/** The queries of the log that name a column of an object, or read the object at all where no columns are given. */
export function queriesOf(
  { use }: RuleContext,
  id: UniqueId,
  columns: readonly string[] | null,
): readonly Evidence[] {
  const logged = use.of(id)?.uniqueId ?? id;
  const wanted = columns === null ? null : new Set(columns.map((column) => column.toLowerCase()));
  const found = (use.log?.queries ?? []).flatMap((query): readonly Asked[] => {
    const read = query.reads.find(({ uniqueId }) => uniqueId === logged);
    if (read === undefined) return [];
    if (wanted === null) return [{ query, column: undefined }];
    const column = read.columns.find((name) => wanted.has(name));
    return column === undefined ? [] : [{ query, column }];
  });
  return found.slice(0, MOST_QUERIES).map(({ query, column }) => ({
    kind: "query",
    uniqueId: id,
    ...(column !== undefined && { column }),
    text: `${useWords(asUse(query), null)}: ${query.text}`,
  }));
}

function asUse({
  queries,
  people,
  tools,
  dashboards,
  lastUsedAt,
}: LoggedQuery): Parameters<typeof useWords>[0] {
  return { queries, people, dashboards, lastUsedAt, tools: tools.map((name) => ({ name, queries })) };
}
