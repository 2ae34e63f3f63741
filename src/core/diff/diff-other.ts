import type { DataTest, Exposure, Group, Macro, UnitTest } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { diffBody } from "./diff-body.ts";
import { diffCommon } from "./diff-config.ts";
import { compareText, compareValue } from "./edits.ts";
import { sameButFormatting } from "./formatting.ts";
import type { DiffScope, Difference } from "./scope.ts";
import type { NodePair } from "./state-modified.ts";

/** How two data tests differ. */
export function diffTest(pair: NodePair<"test">, scope: DiffScope): Difference {
  const { base, head } = pair;
  const body = head.generic === null && base.generic === null ? diffBody(pair, scope) : [];
  return {
    edits: [
      ...body,
      ...diffCommon(pair, scope, ["materialized"]),
      ...diffArguments(base, head),
      ...compareText(
        { part: "definition", aspect: "column_name" },
        lower(base.columnName),
        lower(head.columnName),
      ),
    ],
  };
}

function diffArguments(base: DataTest, head: DataTest): readonly Edit[] {
  const [before, after] = [base.generic?.arguments ?? {}, head.generic?.arguments ?? {}];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .filter((key) => key !== "column_name")
    .flatMap((key) =>
      compareValue({ part: "definition", aspect: `arguments.${key}` }, before[key], after[key]),
    );
}

function lower(text: string | null): string | null {
  return text === null ? null : text.toLowerCase();
}

/** How two unit tests differ. */
export function diffUnitTest(pair: NodePair<"unit_test">, scope: DiffScope): Difference {
  const { base, head } = pair;
  return {
    edits: [
      ...diffCommon(pair, scope),
      ...compareText({ part: "definition", aspect: "model" }, base.model, head.model),
      ...compareText({ part: "definition", aspect: "version" }, base.version, head.version),
      ...compareValue({ part: "definition", aspect: "given" }, base.given.map(rows), head.given.map(rows)),
      ...compareValue({ part: "definition", aspect: "expect" }, rows(base.expect), rows(head.expect)),
      ...compareValue({ part: "definition", aspect: "overrides" }, base.overrides, head.overrides),
    ],
  };
}

function rows(given: UnitTest["expect"]) {
  return { input: given.input, columns: given.columns, rows: given.rows };
}

/** How two exposures differ. */
export function diffExposure(pair: NodePair<"exposure">, scope: DiffScope): Difference {
  const { base, head } = pair;
  return {
    edits: [
      ...diffCommon(pair, scope),
      ...compareText({ part: "definition", aspect: "type" }, base.type, head.type),
      ...diffOwner(base, head),
      ...compareText({ part: "maturity", aspect: "maturity" }, base.maturity, head.maturity),
      ...compareText({ part: "label", aspect: "label" }, base.label, head.label),
      ...compareText({ part: "url", aspect: "url" }, base.url, head.url),
    ],
  };
}

/** How two groups differ. */
export function diffGroup(pair: NodePair<"group">, scope: DiffScope): Difference {
  return { edits: [...diffCommon(pair, scope), ...diffOwner(pair.base, pair.head)] };
}

/** Owners are compared by digest, for the address counts too, and shown by name alone. */
function diffOwner(base: Exposure | Group, head: Exposure | Group): readonly Edit[] {
  if (base.ownerDigest === head.ownerDigest) return [];
  return [
    { part: "owner", aspect: "owner", before: base.owner?.name ?? null, after: head.owner?.name ?? null },
  ];
}

/** How two macros differ. A macro that moved to another file is the same macro. */
export function diffMacro({ base, head }: { base: Macro; head: Macro }): Difference {
  if (base.sql === head.sql) return { edits: [] };
  const aspect = sameButFormatting(base.sql, head.sql, "sql") ? "formatting" : "macro_sql";
  return { edits: [{ part: "body", aspect, before: null, after: null }] };
}
