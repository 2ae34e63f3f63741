import { expect, test } from "vitest";
import { integrate } from "../../../src/core/draft/integrate.ts";
import { findingWith, evidenceWith } from "../../support/report.ts";

const findings = [
  findingWith({ id: "F1" }),
  findingWith({ id: "F2", title: "`b` is gone", why: "It is read." }),
  findingWith({ id: "F3", severity: "warning" }),
];

function item(ids: readonly string[], text: string, suggestion: string | null = null) {
  return { findings: ids, text, suggestion };
}

test("items stand in the order of the findings, and an error without one gets the words of its rule", () => {
  expect(integrate([item(["F3"], "Third."), item(["F1"], "First.")], findings)).toEqual([
    { findings: ["F1"], text: "First." },
    { findings: ["F2"], text: "`b` is gone. It is read." },
    { findings: ["F3"], text: "Third." },
  ]);
});

test("no sentence is said twice, and no suggestion either", () => {
  const said = [
    item(["F1"], "First. Tell the readers.", "x: 1"),
    item(["F2"], "Second. Tell  the readers", "x: 1"),
    item(["F3"], "Third. It moves", "y: 2"),
  ];

  expect(integrate(said, findings)).toEqual([
    { findings: ["F1"], text: "First. Tell the readers.", suggestion: "x: 1" },
    { findings: ["F2"], text: "Second." },
    { findings: ["F3"], text: "Third. It moves.", suggestion: "y: 2" },
  ]);
});

test("a draft that is too long loses what matters least, but never an error", () => {
  const long = "It breaks. ".repeat(900).trim();
  const ids = integrate(
    [item(["F1"], long), item(["F2"], long.replaceAll("breaks", "moves")), item(["F3"], "Third.")],
    [...findings],
  ).map((one) => one.findings[0]);

  expect(ids).toEqual(["F1", "F2", "F3"].slice(0, ids.length));
  expect(ids).toContain("F2");
});

test("literals that were not sent stand in the text again", () => {
  const finding = findingWith({
    evidence: [evidenceWith({ before: "status = 'paid'", after: "status is null" })],
  });

  expect(integrate([item(["F1"], "It was `status = '…'`.")], [finding])).toEqual([
    { findings: ["F1"], text: "It was `status = 'paid'`." },
  ]);
});

test("where two pieces of code look the same without their literals, they stay out", () => {
  const evidence = [evidenceWith({ before: "status = 'paid'", after: "status = 'open'" })];

  expect(integrate([item(["F1"], "It was `status = '…'`.")], [findingWith({ evidence })])[0]?.text).toBe(
    "It was `status = '…'`.",
  );
});
