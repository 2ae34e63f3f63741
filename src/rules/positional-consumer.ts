import { displayName } from "../core/display-name.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { Evidence } from "../core/report.ts";
import type { ShiftedUnion } from "../core/sql/shifted-unions.ts";
import type { PositionalReader } from "../core/sql/sql-comparison.ts";
import { inHead, survivingTables, type RuleContext, type Table } from "./context.ts";
import type { Surviving } from "../core/diff/change.ts";
import type { Found, Rule } from "./rule.ts";

const FIX =
  "List the columns in {readers} instead of `*`, or build the union with `dbt_utils.union_relations`, which goes by name.";

/** `select * … union …` goes by position: another list of columns shifts it. */
export const positionalConsumer: Rule = {
  id: "positional-consumer",
  category: "contract",
  severity: "warning",
  certainty: "structural",
  summary:
    "Columns of an object were added, dropped or reordered under a reader that unites `select *` by position, and its branches line up otherwise than before. Silent where all branches get the same columns, and where the union goes by name.",
  words: {
    title: "`*` of `{name}` is united by position in {readers}: {column} now falls under `{now}`",
    why: "A set operation matches columns by position and gives the names of its first branch: {column} stood under `{was}` before. Values end up in the wrong column, and nothing fails as long as the types fit.",
    fix: FIX,
  },
  variants: {
    uneven: {
      title: "`*` of `{name}` is united by position in {readers}, and the branches are uneven now",
      why: "The branches have {counts} columns. A set operation needs the same number in each, so the next build fails.",
      fix: FIX,
    },
  },
  check: (context) => survivingTables(context).flatMap((change) => findingOf(context, change)),
};

interface Hit {
  readonly reader: PositionalReader;
  readonly union: ShiftedUnion;
}

function findingOf(context: RuleContext, { uniqueId, head }: Surviving<Table>): readonly Found[] {
  const hits = context.positional.flatMap((reader): readonly Hit[] =>
    reader.unions.filter(({ relations }) => relations.includes(uniqueId)).map((union) => ({ reader, union })),
  );
  return hits.length === 0 ? [] : [foundFor(context, { uniqueId, head }, hits)];
}

function foundFor(
  context: RuleContext,
  { uniqueId, head }: Pick<Surviving<Table>, "uniqueId" | "head">,
  hits: readonly Hit[],
): Found {
  const uneven = hits.find(({ union }) => union.counts !== null)?.union.counts ?? null;
  const shifts = hits.flatMap(({ union }) => union.moved);
  const { column = null, was = "", now = "" } = shifts[0] ?? {};
  const readers = [...new Set(hits.map(({ reader }) => reader.uniqueId))];
  return {
    subject: { uniqueId },
    facts: {
      name: displayName(head),
      readers: namesOf(context.artifacts, readers),
      counts: uneven === null ? "" : uneven.join(" and "),
      column: column === null ? [] : [column],
      was,
      now,
    },
    ...(uneven === null ? {} : { variant: "uneven" }),
    evidence: hits.map((hit) => evidenceOf(context, hit)),
    affected: readers,
  };
}

function evidenceOf(context: RuleContext, { reader, union }: Hit): Evidence {
  const { operator, counts, moved } = union;
  const path = inHead(context, reader.uniqueId)?.path;
  const shifts = moved.map(
    ({ column, was, now }) => `\`${column}\` under \`${now}\`, before under \`${was}\``,
  );
  const what = counts === null ? shifts.join("; ") : `${counts.join(" and ")} columns`;
  return {
    kind: "sql",
    uniqueId: reader.uniqueId,
    ...(path === undefined ? {} : { path }),
    text: `${operator} by position: ${what}`,
  };
}
