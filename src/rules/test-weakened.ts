import { append } from "../core/append.ts";
import { renamedIds } from "../core/diff/renamed-ids.ts";
import { displayName } from "../core/display-name.ts";
import { beforeAfter } from "../core/findings/evidence.ts";
import { groupBy } from "../core/group-by.ts";
import { argumentLoosenings } from "../core/guarantees/argument-loosening.ts";
import { configLoosenings, type Loosening } from "../core/guarantees/loosening.ts";
import { testedId, testLabel } from "../core/guarantees/tested.ts";
import type { DataTest, Node } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { inHead, survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** From this many objects on, one and the same edit (of a folder's configuration, say) is one finding. */
const MANY = 4;

/** Tests that are still there and let more pass than before. One finding per tested object. */
export const testWeakened: Rule = {
  id: "test-weakened",
  category: "guarantee",
  severity: "warning",
  certainty: "proven",
  summary:
    "A data test lets more pass than before: severity, where, limit, thresholds, accepted values, relationships, columns or bounds. Stricter tests are silent. One finding per tested object, and one for an edit that reaches many.",
  words: {
    title: "Test `{test}` of `{name}` is weaker: {how}",
    why: "Rows that this test stopped before can now reach everything downstream of `{name}`.",
    fix: "Take the edit back, or say in the pull request why the looser test is right.",
  },
  variants: {
    several: {
      title: "{count} tests of `{name}` are weaker: {how}",
      why: "Rows that {tests} stopped before can now reach everything downstream of `{name}`.",
      fix: "Take the edits back, or say in the pull request why the looser tests are right.",
    },
    wide: {
      title: "Tests of {objects} models and sources are weaker: {how}",
      why: "One edit loosens {count} tests, among them those of {names}. Rows that they stopped before can now pass.",
      fix: "If this was meant for some of them only, set it on those instead of in a shared configuration.",
    },
  },
  check(context) {
    return [...groupBy(weakenedByObject(context), signatureOf).values()].flatMap((group) =>
      group.length < MANY ? group.map(findOne) : [findWide(group)],
    );
  },
};

interface Weakened {
  readonly test: DataTest;
  readonly loosenings: readonly Loosening[];
}

interface Tested {
  readonly node: Node;
  readonly weakened: readonly Weakened[];
}

function weakenedByObject(context: RuleContext): readonly Tested[] {
  const renamed = renamedIds(context.changes);
  const byObject = new Map<Node, Weakened[]>();
  for (const { base, head } of survivingOf(context, "test")) {
    const loosenings = [...configLoosenings(base, head), ...argumentLoosenings(base, head, renamed)];
    const id = testedId(head);
    const node = id === null ? undefined : inHead(context, id);
    if (loosenings.length === 0 || node === undefined) continue;
    append(byObject, node, { test: head, loosenings });
  }
  return [...byObject].map(([node, weakened]) => ({ node, weakened }));
}

function signatureOf({ weakened }: Tested): string {
  const edits = weakened.flatMap(({ loosenings }) => loosenings);
  const texts = edits.map(({ aspect, before, after }) => JSON.stringify([aspect, before, after]));
  return [...new Set(texts)].sort().join("\n");
}

function findOne({ node, weakened }: Tested): Found {
  const columns = new Set(weakened.map(({ test }) => test.columnName?.toLowerCase()));
  const [first] = weakened;
  const column = columns.size === 1 ? first?.test.columnName : null;
  return {
    subject: { uniqueId: node.uniqueId, ...(column === null || column === undefined ? {} : { column }) },
    facts: {
      name: displayName(node),
      count: weakened.length,
      test: first === undefined ? "" : testLabel(first.test),
      tests: weakened.map(({ test }) => testLabel(test)),
      how: howOf(weakened),
    },
    evidence: weakened.flatMap(evidenceOf),
    ...(weakened.length > 1 ? { variant: "several" } : {}),
  };
}

function findWide(group: readonly Tested[]): Found {
  const ids = group.map(({ node }) => node.uniqueId).sort();
  const [subject = "", ...affected] = ids;
  const weakened = group.flatMap((tested) => tested.weakened);
  return {
    subject: { uniqueId: subject },
    facts: {
      objects: group.length,
      count: weakened.length,
      names: group.map(({ node }) => displayName(node)),
      how: howOf(weakened),
    },
    evidence: weakened.flatMap(evidenceOf),
    variant: "wide",
    affected,
  };
}

function howOf(weakened: readonly Weakened[]): string {
  const aspects = weakened.flatMap(({ loosenings }) => loosenings.map(({ aspect }) => aspect));
  const phrases = aspects.map((aspect) => PHRASES[aspect] ?? `${aspect} lets more pass`);
  return [...new Set(phrases)].join(", ");
}

/** What a loosening means, by dbt's key. */
const PHRASES: Readonly<Record<string, string>> = {
  severity: "failures only warn",
  where: "where leaves rows out",
  row_condition: "row_condition leaves rows out",
  from_condition: "from_condition leaves rows out",
  limit: "failures are counted up to a limit",
  warn_if: "warn_if allows more failures",
  error_if: "error_if allows more failures",
  fail_calc: "failures are counted differently",
  values: "it accepts other values",
  value_set: "it accepts other values",
  to: "it compares with another table",
  field: "it compares with another column",
  combination_of_columns: "its key has more columns",
  column_list: "its key has more columns",
  column_names: "its key has more columns",
};

function evidenceOf({ test, loosenings }: Weakened): readonly Evidence[] {
  return loosenings.map(({ aspect, before, after }) => ({
    kind: "test",
    uniqueId: test.uniqueId,
    ...(test.columnName === null ? {} : { column: test.columnName }),
    ...beforeAfter(before, after),
    path: test.path,
    text: `${testLabel(test)}: ${aspect}`,
  }));
}
