import type { DataTest, UnitTest } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { diffBody } from "./diff-body.ts";
import { diffNode } from "./diff-node.ts";
import { compareText, compareValue } from "./edits.ts";
import type { DiffScope, Difference, NodePair } from "./scope.ts";

/** How two data tests differ. */
export function diffTest(pair: NodePair<"test">, scope: DiffScope): Difference {
  const { base, head } = pair;
  const body = head.generic === null && base.generic === null ? diffBody(pair, scope) : [];
  return {
    edits: [
      ...body,
      ...diffNode(pair, scope, ["materialized"]),
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
      ...diffNode(pair, scope),
      ...compareText({ part: "definition", aspect: "model" }, base.model, head.model),
      ...compareText({ part: "definition", aspect: "version" }, base.version, head.version),
      // dbt 2.0 does not write them.
      ...(scope.sameDbt
        ? compareValue({ part: "definition", aspect: "versions" }, base.versions, head.versions)
        : []),
      ...compareValue({ part: "definition", aspect: "given" }, base.given.map(rows), head.given.map(rows)),
      ...compareValue({ part: "definition", aspect: "expect" }, rows(base.expect), rows(head.expect)),
      ...compareValue({ part: "definition", aspect: "overrides" }, base.overrides, head.overrides),
    ],
  };
}

function rows(given: UnitTest["expect"]) {
  return { input: given.input, columns: given.columns, rows: given.rows };
}
