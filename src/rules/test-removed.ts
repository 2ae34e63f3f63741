import { append } from "../core/append.ts";
import { displayName } from "../core/display-name.ts";
import { lossesOf, type Loss, type RemovedTest } from "../core/guarantees/removed-tests.ts";
import { testColumn, testLabel } from "../core/guarantees/tested.ts";
import type { Node } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { changesOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Tests that no longer run, on an object that is still there. One finding per object. */
export const testRemoved: Rule = {
  id: "test-removed",
  category: "guarantee",
  severity: "warning",
  certainty: "proven",
  summary:
    "A data or unit test of a surviving object was removed or disabled and nothing in head checks or enforces the same. Moved, renamed and rewritten tests are not removed. One finding per object.",
  words: {
    title: "{count} tests of `{name}` were removed",
    why: "Nothing checks {tests} anymore, so rows that break it reach everything downstream unnoticed. dbt itself does not report removed tests.",
    fix: "Put the tests back under `data_tests` or `unit_tests`, or say in the pull request why they no longer hold.",
  },
  variants: {
    one: {
      title: "Test `{test}` of `{name}` was removed",
      why: "Nothing checks it anymore, so what it caught reaches everything downstream unnoticed. dbt itself does not report removed tests.",
      fix: "Put it back in the YAML of `{name}`, or say in the pull request why it no longer holds.",
    },
    disabled: {
      title: "Test `{test}` of `{name}` was disabled",
      why: "It no longer runs, so what it caught reaches everything downstream unnoticed.",
      fix: "Take out `enabled: false`. To keep it from failing the build for a while, set `severity: warn` instead.",
    },
    "several-disabled": {
      title: "{count} tests of `{name}` were disabled",
      why: "{tests} no longer run, so what they caught reaches everything downstream unnoticed.",
      fix: "Take out `enabled: false`. To keep them from failing the build for a while, set `severity: warn` instead.",
    },
  },
  check(context) {
    const lost = new Map<Node, Lost[]>();
    const lossOf = lossesOf(context);
    for (const removed of removedTests(context)) {
      const loss = lossOf(removed);
      if (loss === undefined) continue;
      append(lost, loss.tested, { ...removed, isProven: loss.isProven });
    }
    return [...lost].map(([tested, removed]) => findRemoved(tested, removed));
  },
};

type Lost = RemovedTest & Pick<Loss, "isProven">;

function removedTests(context: RuleContext): readonly RemovedTest[] {
  const removed: RemovedTest[] = [];
  for (const change of changesOf(context, "test")) if (change.kind === "removed") removed.push(change);
  for (const change of changesOf(context, "unit_test")) if (change.kind === "removed") removed.push(change);
  return removed;
}

function findRemoved(tested: Node, removed: readonly Lost[]): Found {
  const columns = new Set(removed.map(({ base }) => testColumn(base)?.toLowerCase()));
  const [first] = removed;
  const column = first === undefined || columns.size > 1 ? null : testColumn(first.base);
  const tests = removed.map(({ base }) => testLabel(base));
  const variant = variantOf(removed);
  return {
    subject: { uniqueId: tested.uniqueId, ...(column === null ? {} : { column }) },
    facts: { name: displayName(tested), count: tests.length, tests, test: tests[0] ?? "" },
    evidence: removed.map(evidenceOf),
    ...(variant === undefined ? {} : { variant }),
    ...(removed.some(({ isProven }) => isProven) ? {} : { certainty: "structural" }),
  };
}

function variantOf(removed: readonly RemovedTest[]): string | undefined {
  const isDisabled = removed.every(({ disabled }) => disabled);
  if (removed.length === 1) return isDisabled ? "disabled" : "one";
  return isDisabled ? "several-disabled" : undefined;
}

function evidenceOf({ base, disabled }: RemovedTest): Evidence {
  const column = testColumn(base);
  return {
    kind: "test",
    uniqueId: base.uniqueId,
    ...(column === null ? {} : { column }),
    before: testLabel(base),
    path: base.path,
    text: disabled ? "disabled" : "removed",
  };
}
