import { expect, test } from "vitest";
import { explain } from "../../src/cli/explain.ts";
import { ArtifactError } from "../../src/errors.ts";

test("a known error is three lines without a stack trace, and ends with 2", () => {
  const error = new ArtifactError("manifest-empty", {
    what: "m.json is empty.",
    why: "It has 0 bytes.",
    todo: "Run `dbt parse`.",
  });

  expect(explain(error, "1.2.3")).toEqual({
    text: "Error: m.json is empty.\nIt has 0 bytes.\nRun `dbt parse`.\n",
    code: 2,
  });
});

test("anything else is our own fault: it asks for a report, keeps the cause, and ends with 3", () => {
  const error = new Error("diff failed", { cause: new TypeError("no such node") });

  const { text, code } = explain(error, "1.2.3");

  expect(code).toBe(3);
  expect(text).toContain("Please report it");
  expect(text).toContain("headgate 1.2.3, node v");
  expect(text).toContain("Error: diff failed");
  expect(text).toContain("TypeError: no such node");
});

test("names from files cannot steer the terminal", () => {
  const error = new ArtifactError("x", { what: "\u001B[31mred\u202E.json is empty.", why: "", todo: "" });

  expect(explain(error, "1.2.3").text).toBe("Error: [31mred.json is empty.\n");
});
