import type { RuleContext } from "../../rules/context.ts";
import type { Found } from "../../rules/rule.ts";
import { dataTestsOn, testLabel } from "../guarantees/tested.ts";
import { uniquenessOf } from "../guarantees/uniqueness.ts";
import type { Evidence } from "../report.ts";

/** A finding with the tests that check how many rows its subject has for a key. */
export function withUniquenessTests(found: Found, { artifacts, graphs }: RuleContext): Found {
  const tests = dataTestsOn(found.subject.uniqueId, artifacts.head.project, graphs.head);
  const shown = tests
    .filter((test) => uniquenessOf(test) !== undefined)
    .map((test): Evidence => ({
      kind: "test",
      uniqueId: test.uniqueId,
      path: test.path,
      text: testLabel(test),
    }));
  return { ...found, evidence: [...found.evidence, ...shown] };
}
