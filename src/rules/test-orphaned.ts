import { append } from "../core/append.ts";
import { goneColumn } from "../core/diff/gone-column.ts";
import { displayName } from "../core/display-name.ts";
import type { Surviving } from "../core/diff/change.ts";
import { columnCause } from "../core/findings/cause.ts";
import { testColumns, testedId, testLabel } from "../core/guarantees/tested.ts";
import type { DataTest } from "../core/manifest/project.ts";
import type { ColumnChange, Evidence } from "../core/report.ts";
import { inHead, survivingTables, type Table, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Tests that still name a column which is gone: they fail with a database error, whatever their severity. */
export const testOrphaned: Rule = {
  id: "test-orphaned",
  category: "guarantee",
  severity: "error",
  certainty: "proven",
  summary:
    "A column is gone, by an enforced contract, by the catalogs of both sides or by compiled SQL, and a data test in head still names it. One finding per column.",
  words: {
    title: "Column `{column}` of `{name}` is gone, but {count} tests still name it",
    why: "{tests} will stop with a database error at the next `dbt test` or `dbt build`, whatever their severity.",
    fix: "Remove the tests together with the column, or bring the column back.",
  },
  variants: {
    one: {
      title: "Column `{column}` of `{name}` is gone, but a test still names it",
      why: "{tests} will stop with a database error at the next `dbt test` or `dbt build`, whatever its severity.",
      fix: "Remove the test together with the column, or bring the column back.",
    },
    renamed: {
      title: "Column `{column}` of `{name}` is now `{to}`, but tests still name `{column}`",
      why: "{tests} will stop with a database error at the next `dbt test` or `dbt build`, whatever the severity.",
      fix: "Make the tests name `{to}`.",
    },
  },
  check(context) {
    return survivingTables(context).flatMap((change) => {
      const isGone = change.columns.some((column) => goneColumn(column) !== undefined);
      const tests = isGone ? testsByColumn(change.uniqueId, context) : new Map<string, readonly DataTest[]>();
      return change.columns.flatMap((column) => findOrphans(change, column, tests));
    });
  },
};

function findOrphans(
  change: Surviving<Table>,
  column: ColumnChange,
  naming: TestsByColumn,
): readonly Found[] {
  const gone = goneColumn(column);
  const tests = gone === undefined ? [] : (naming.get(gone.toLowerCase()) ?? []);
  if (gone === undefined || tests.length === 0) return [];
  const isRenamed = column.kind === "renamed";
  return [
    {
      subject: { uniqueId: change.uniqueId, column: gone },
      facts: {
        name: displayName(change.head),
        column: gone,
        to: column.name,
        count: tests.length,
        tests: tests.map(testLabel),
      },
      evidence: [
        {
          kind: "column",
          uniqueId: change.uniqueId,
          column: gone,
          before: gone,
          ...(isRenamed ? { after: column.name } : {}),
        },
        ...tests.map((test) => evidenceOf(test, gone)),
      ],
      affected: tests.map((test) => test.uniqueId),
      cause: columnCause(change.base.uniqueId, gone),
      ...variantOf(isRenamed, tests.length),
      ...(column.certainty === "proven" ? {} : { certainty: column.certainty, severity: "warning" }),
    },
  ];
}

function variantOf(isRenamed: boolean, tests: number): { readonly variant?: string } {
  if (isRenamed) return { variant: "renamed" };
  return tests === 1 ? { variant: "one" } : {};
}

/** Tests by the columns that they name, in lower case. */
type TestsByColumn = ReadonlyMap<string, readonly DataTest[]>;

function testsByColumn(id: string, context: RuleContext): TestsByColumn {
  const tests = new Map<string, DataTest[]>();
  for (const child of context.graphs.head.childrenOf(id)) {
    const node = inHead(context, child);
    if (node?.resourceType !== "test") continue;
    for (const name of namedColumns(node, id)) append(tests, name, node);
  }
  return tests;
}

/** A test on the object names its own columns; a `relationships` test of another object names the `field` that it looks up. */
function namedColumns(test: DataTest, id: string): ReadonlySet<string> {
  const isOn = testedId(test) === id;
  const { field, to } = test.generic?.arguments ?? {};
  const looksUp = to !== undefined && (!isOn || test.dependsOn.length === 1);
  const names = [
    ...(isOn ? testColumns(test) : []),
    ...(looksUp && typeof field === "string" ? [field] : []),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}

function evidenceOf(test: DataTest, column: string): Evidence {
  return { kind: "test", uniqueId: test.uniqueId, column, path: test.path, text: testLabel(test) };
}
