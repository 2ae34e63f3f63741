import { expect, test } from "vitest";
import { goneColumn } from "../../../src/core/diff/gone-column.ts";

test("a removed column takes its name away, a renamed one its old name, an added one none", () => {
  const certainty = "proven" as const;

  expect(goneColumn({ name: "amount", kind: "removed", certainty })).toBe("amount");
  expect(
    goneColumn({ name: "net_amount", kind: "renamed", from: "amount", to: "net_amount", certainty }),
  ).toBe("amount");
  expect(goneColumn({ name: "amount", kind: "added", certainty })).toBeUndefined();
});
