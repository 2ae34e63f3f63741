import type { Surviving } from "../core/diff/change.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Side } from "../core/manifest/artifacts.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Loaded = Surviving<"model">;

export const schemaChangeIgnored: Rule = {
  id: "schema-change-ignored",
  category: "lifecycle",
  severity: "warning",
  certainty: "proven",
  summary:
    "An incremental model gets a new column while `on_schema_change` is `ignore`, which is dbt's default. A column that is merely documented late does not count.",
  words: {
    title: "New columns of `{name}` will not reach its table: {columns}",
    why: "The model is incremental and `on_schema_change` is `ignore`: dbt loads only the columns that the table already has and says nothing.",
    fix: "Set `on_schema_change: append_new_columns` (or `sync_all_columns`), or run `dbt build --full-refresh --select {name}` once after merging.",
  },
  check(context) {
    const models = survivingOf(context, "model").filter(ignoresNewColumns);
    return models.flatMap((change) => checkModel(context, change));
  },
};

/** Incremental on both sides, not rebuilt by each run, and without a word on new columns. */
function ignoresNewColumns(change: Loaded): boolean {
  const { config } = change.head;
  const incremental = [change.base, change.head].every((side) => side.config["materialized"] === "incremental");
  return (
    incremental && config["full_refresh"] !== true && (config["on_schema_change"] ?? "ignore") === "ignore"
  );
}

function checkModel(context: RuleContext, change: Loaded): readonly Found[] {
  const columns = newColumns(context, change);
  if (columns.length === 0) return [];
  const { uniqueId } = change;
  const mode = change.head.config["on_schema_change"];
  return [
    {
      subject: { uniqueId },
      facts: { name: change.head.name, columns },
      evidence: [
        ...columns.map((column) => ({ kind: "column", uniqueId, column, after: column })),
        { kind: "config", uniqueId, text: "on_schema_change", after: typeof mode === "string" ? mode : "ignore" },
      ],
      affected: allReaders(context.graphs.head, [uniqueId]),
    },
  ];
}

/** Columns that the model newly returns, as far as catalogs, contracts or its own code prove it. */
function newColumns(context: RuleContext, change: Loaded): readonly string[] {
  const added = change.columns.filter((column) => column.kind === "added" || column.kind === "renamed");
  const declared = change.edits.filter((edit) => edit.part === "columns" && edit.before === null);
  const names = new Set([
    ...added.map((column) => column.name),
    ...declared.map((edit) => edit.aspect).filter((aspect) => isColumnOf(change, aspect)),
  ]);
  return [...names].filter((column) => isNew(context, change, column));
}

/** `amount.data_type` is an aspect of a column, `amount` is the column itself. */
function isColumnOf(change: Loaded, name: string): boolean {
  return change.head.columns.some((column) => column.name === name);
}

/**
 * YAML alone proves nothing: an old column may be documented late. So the warehouse's own columns decide where both
 * sides have a catalog, then enforced contracts, and else the code: the new one names the column, the old one did not.
 */
function isNew(context: RuleContext, change: Loaded, column: string): boolean {
  const { base, head } = context.artifacts;
  const before = catalogHas(base, change.base.uniqueId, column);
  const after = catalogHas(head, change.head.uniqueId, column);
  if (before === true) return false;
  if (before === false && after === true) return true;
  if (change.base.contract.enforced && change.head.contract.enforced) return true;
  return names(change.head.rawCode, column) && !names(change.base.rawCode, column);
}

/** Whether the catalog of a side lists a column; null when it does not list the model. */
function catalogHas(side: Side, id: UniqueId, column: string): boolean | null {
  const columns = side.catalog?.columns[id];
  if (columns === undefined) return null;
  return columns.some((known) => known.name.toLowerCase() === column.toLowerCase());
}

function names(code: string | null, column: string): boolean {
  const words = (code ?? "").toLowerCase().split(/[^\p{L}\p{N}_$]+/u);
  return words.includes(column.toLowerCase());
}
