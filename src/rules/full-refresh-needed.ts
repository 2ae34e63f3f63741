import type { Surviving } from "../core/diff/change.ts";
import { incrementalParts } from "../core/diff/incremental-parts.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { ignoresNewColumns } from "../core/manifest/on-schema-change.ts";
import type { Evidence } from "../core/report.ts";
import type { SqlEdit, SqlEditKind } from "../core/sql/compare/edit.ts";
import type { ComparedSql } from "../core/sql/sql-comparison.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule, Words } from "./rule.ts";

type Loaded = Surviving<"model">;

/** More models than this: one finding with one command. */
const ONE_COMMAND = 3;

const WORDS: Words = {
  title: "Rows already loaded into `{name}` keep the old logic: {what}",
  why: "The model is incremental: the next run changes only the rows that it loads, so old and new rows will differ.",
  fix: "Run `{command}` once after merging; {duration}. If only new rows are meant to change, say so in the pull request.",
};

export const fullRefreshNeeded: Rule = {
  id: "full-refresh-needed",
  category: "operations",
  severity: "warning",
  certainty: "structural",
  summary:
    "A change of an incremental model does not reach the rows that are already loaded: a column came or got another name (unless `on_schema_change` ignores it, which `schema-change-ignored` tells), got another type or definition, or which rows there are, or the unique key, is another. Gives the command and how long the last run took. Silent with `full_refresh: true`, and where only the `is_incremental()` part changed.",
  words: WORDS,
  variants: {
    refused: {
      ...WORDS,
      fix: "`full_refresh: false` makes dbt ignore the flag: take it out, run `{command}` once after merging, and put it back; {duration}.",
    },
    many: {
      title: "Rows already loaded into {count} incremental models keep the old logic",
      why: "The next run changes only the rows that it loads, so old and new rows will differ. Models: {models}.",
      fix: "Run `{command}` once after merging; {duration}.",
    },
  },
  check(context) {
    const needed = survivingOf(context, "model").flatMap((change) => needOf(context, change));
    return needed.length > ONE_COMMAND
      ? findMany(context, needed)
      : needed.map((need) => findOne(context, need));
  },
};

/** Why the loaded rows of one model are no longer right. */
interface Need {
  readonly change: Loaded;
  /** In words, each once. */
  readonly reasons: readonly string[];
  readonly evidence: readonly Evidence[];
}

function needOf(context: RuleContext, change: Loaded): readonly Need[] {
  if (!isIncremental(change)) return [];
  const evidence = [...(isSameOutside(change) ? [] : sqlEvidence(context, change)), ...keyEvidence(change)];
  return evidence.length === 0 ? [] : [{ change, evidence, reasons: reasonsFor(evidence) }];
}

function sqlEvidence(context: RuleContext, change: Loaded): readonly Evidence[] {
  const compared = context.sql.compared.find(({ uniqueId }) => uniqueId === change.uniqueId);
  return [...columnEvidence(change), ...rowEvidence(change, compared)];
}

function isIncremental({ base, head }: Loaded): boolean {
  const loads = [base, head].every(({ config }) => config["materialized"] === "incremental");
  return loads && head.config["full_refresh"] !== true;
}

/** What only incremental runs do is no matter of the rows that are loaded. */
function isSameOutside({ base, head }: Loaded): boolean {
  return incrementalParts(base.rawCode).key.outside === incrementalParts(head.rawCode).key.outside;
}

const COLUMN_WORDS: Readonly<Record<string, string>> = {
  added: "new column",
  renamed: "renamed column",
  redefined: "redefined column",
  type_changed: "column with another type",
};

/** Where dbt ignores new columns `schema-change-ignored` tells them, with the same way out. */
function columnEvidence({ uniqueId, columns, head }: Loaded): readonly Evidence[] {
  const ignoresNew = ignoresNewColumns(head);
  return columns.flatMap(({ name, kind, from, to }): Evidence[] => {
    const text = COLUMN_WORDS[kind];
    const isNew = kind === "added" || kind === "renamed";
    if (text === undefined || (isNew && ignoresNew)) return [];
    const values = { ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) };
    return [{ kind: "column", uniqueId, column: name, ...values, text }];
  });
}

/** Edits that decide which rows there are, as the reason says them. */
const ROW_WORDS: Readonly<Partial<Record<SqlEditKind, string>>> = {
  filter: "filter",
  having: "filter",
  qualify: "filter",
  join: "join",
  grouping: "grouping",
  distinct: "deduplication",
  dedupe: "deduplication",
  set_operation: "set operation",
  limit: "limit",
  source: "source",
};

function rowEvidence(change: Loaded, compared: ComparedSql | undefined): readonly Evidence[] {
  if (compared === undefined) return [];
  return compared.change.edits.flatMap((edit): Evidence[] => {
    const text = ROW_WORDS[edit.kind];
    return text === undefined ? [] : [editEvidence(change, edit, text)];
  });
}

function editEvidence({ uniqueId, head }: Loaded, { before, after }: SqlEdit, text: string): Evidence {
  const values = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return { kind: "sql", uniqueId, ...values, path: head.path, text: `${text} changed` };
}

function keyEvidence({ uniqueId, edits, head }: Loaded): readonly Evidence[] {
  const key = edits.find(({ part, aspect }) => part === "configs" && aspect === "unique_key");
  if (key === undefined) return [];
  const { before, after } = key;
  const values = { ...(before !== null && { before }), ...(after !== null && { after }) };
  return [{ kind: "config", uniqueId, ...values, path: head.path, text: "unique_key changed" }];
}

/** `2 new columns`, `filter changed`; kinds in the order of the evidence. */
function reasonsFor(evidence: readonly Evidence[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { text = "" } of evidence) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => {
    if (text.endsWith("changed")) return text;
    return count === 1 ? `1 ${text}` : `${count} ${text.replace("column", "columns")}`;
  });
}

function findOne(context: RuleContext, { change, reasons, evidence }: Need): Found {
  const { uniqueId, head } = change;
  return {
    subject: { uniqueId },
    facts: { name: head.name, what: reasons.join(", "), ...wayOut(context, [change]) },
    evidence,
    ...(head.config["full_refresh"] === false && { variant: "refused" }),
    affected: allReaders(context.graphs.head, [uniqueId]),
  };
}

function findMany(context: RuleContext, needed: readonly Need[]): readonly Found[] {
  const [first, ...others] = needed;
  if (first === undefined) return [];
  const changes = needed.map(({ change }) => change);
  return [
    {
      subject: { uniqueId: first.change.uniqueId },
      facts: {
        count: needed.length,
        models: changes.map(({ head }) => head.name),
        ...wayOut(context, changes),
      },
      evidence: needed.flatMap(({ evidence }) => evidence),
      variant: "many",
      affected: others.map(({ change }) => change.uniqueId),
      key: "many",
    },
  ];
}

function wayOut(context: RuleContext, changes: readonly Loaded[]) {
  const names = changes.map(({ head }) =>
    head.version === null ? head.name : `${head.name}.v${head.version}`,
  );
  return {
    command: `dbt build --full-refresh --select ${names.join(" ")}`,
    duration: durationOf(context, changes),
  };
}

/** An incremental run is no measure of a full one, but a floor. */
function durationOf({ artifacts }: RuleContext, changes: readonly Loaded[]): string {
  const ids = new Set(changes.map(({ base }) => base.uniqueId));
  const runs = (artifacts.base.runResults?.results ?? []).filter(({ uniqueId }) => ids.has(uniqueId));
  if (runs.length < ids.size) return "how long it takes, no run results say";
  const seconds = Math.ceil(runs.reduce((sum, { executionTime }) => sum + executionTime, 0));
  return `it takes longer than the ${timeText(seconds)} of the last run`;
}

function timeText(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
