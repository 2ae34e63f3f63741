import type { Surviving } from "../core/diff/change.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { ignoresNewColumns } from "../core/manifest/on-schema-change.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Loaded = Surviving<"model">;

export const schemaChangeIgnored: Rule = {
  id: "schema-change-ignored",
  category: "lifecycle",
  severity: "warning",
  certainty: "proven",
  summary:
    "An incremental model gets a new column while `on_schema_change` is `ignore`, which is dbt's default. Catalogs or an enforced contract prove the column; else it is declared and newly stands in the code.",
  words: {
    title: "New columns of `{name}` will not reach its table: {columns}",
    why: "The model is incremental and `on_schema_change` is `ignore`: dbt loads only the columns that the table already has and says nothing.",
    fix: "Set `on_schema_change: append_new_columns` (or `sync_all_columns`), or run `dbt build --full-refresh --select {name}` once after merging.",
  },
  check(context) {
    const models = survivingOf(context, "model").filter(losesNewColumns);
    return models.flatMap((change) => checkModel(context, change));
  },
};

/** Incremental on both sides, not rebuilt by each run, and without a word on new columns. */
function losesNewColumns(change: Loaded): boolean {
  const incremental = [change.base, change.head].every(
    (side) => side.config["materialized"] === "incremental",
  );
  return incremental && change.head.config["full_refresh"] !== true && ignoresNewColumns(change.head);
}

function checkModel(context: RuleContext, change: Loaded): readonly Found[] {
  const added = change.columns.filter((column) => column.kind === "added" || column.kind === "renamed");
  if (added.length === 0) return [];
  const { uniqueId } = change;
  const proven = added.every((column) => column.certainty === "proven");
  return [
    {
      subject: { uniqueId },
      facts: { name: change.head.name, columns: added.map((column) => column.name) },
      evidence: [
        ...added.map(({ name, from }) => ({
          kind: "column",
          uniqueId,
          column: name,
          ...(from !== undefined && { before: from }),
          after: name,
        })),
        { kind: "config", uniqueId, path: change.head.path, text: "on_schema_change: ignore" },
      ],
      ...(!proven && { certainty: "structural" }),
      affected: allReaders(context.graphs.head, [uniqueId]),
    },
  ];
}
