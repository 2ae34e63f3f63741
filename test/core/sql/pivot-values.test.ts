import { expect, test } from "vitest";
import { pivotValues, probeOf, writtenAmong } from "../../../src/core/sql/pivot-values.ts";

const PROBE = probeOf(0);

function valuesOf(probed: readonly string[], known: readonly string[], isComplete = true): readonly string[] {
  return pivotValues(PROBE, { probed, written: new Set(), isComplete, known });
}

test("what stands in the place of the probe are the values, in the order and the case of the known columns", () => {
  expect(valuesOf(["id", `n_${PROBE}_usd`], ["ID", "N_Paid_USD", "N_VOID_USD", "TOTAL"])).toEqual([
    "Paid",
    "VOID",
  ]);
});

test("a probe whose case was changed is found", () => {
  expect(valuesOf([`N_${PROBE.toUpperCase()}`], ["n_paid"])).toEqual(["paid"]);
});

test("a column that the text names itself is not made from a row", () => {
  expect(valuesOf(["n_orders", `n_${PROBE}`], ["n_orders", "n_paid"])).toEqual(["paid"]);
});

test("a value counts where every column that its row makes is known", () => {
  const probed = [PROBE, `${PROBE}_amount`];

  expect(valuesOf(probed, ["paid", "paid_amount", "void", "stray"])).toEqual(["paid"]);
});

test("a name that is nothing but the value needs all columns of the text", () => {
  expect(valuesOf(["id", PROBE], ["id", "paid"])).toEqual(["paid"]);
  expect(valuesOf(["id", PROBE], ["id", "paid"], false)).toEqual([]);
});

test("a name that is made from two queries, or from none, tells no value", () => {
  expect(valuesOf([`${PROBE}_${PROBE}`], ["a_b"])).toEqual([]);
  expect(valuesOf(["id"], ["id", "paid"])).toEqual([]);
});

test("a name that is made from rows of two queries leaves those of one to themselves", () => {
  const both = `${PROBE}_${probeOf(1)}`;

  expect(valuesOf([`n_${PROBE}`, both], ["n_paid", "paid_card"])).toEqual(["paid"]);
});

test("a column that the other side writes out is not made from a row", () => {
  const columns = { probed: [`n_${PROBE}`], isComplete: true, known: ["n_old", "n_paid"] };

  expect(pivotValues(PROBE, { ...columns, written: new Set(writtenAmong(["N_OLD", PROBE])) })).toEqual([
    "paid",
  ]);
});
