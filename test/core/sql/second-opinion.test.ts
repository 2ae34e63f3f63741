import { describe, expect, test } from "vitest";
import { outputNames, weighOpinion } from "../../../src/core/sql/second-opinion.ts";
import { factsOf } from "../../support/sql.ts";

describe("a second parser's opinion", () => {
  test("names the columns of the result", () => {
    const syntax = {
      columns: [
        { expr: { type: "column_ref", column: "id" }, as: null },
        { expr: {}, as: "total" },
      ],
    };

    expect(outputNames(syntax)).toEqual(["id", "total"]);
    expect(outputNames([syntax])).toEqual(["id", "total"]);
  });

  test.each([
    ["a star", { columns: [{ expr: { type: "column_ref", column: "*" }, as: null }] }],
    ["a column without a name", { columns: [{ expr: { type: "function" }, as: null }] }],
    ["another statement", { type: "create" }],
    ["nothing", null],
  ])("is none on %s", (_what, syntax) => {
    expect(outputNames(syntax)).toBeNull();
  });

  test("lowers the confidence where it sees other columns, and says so", async () => {
    const facts = await factsOf("select id from db.raw.orders");

    expect(weighOpinion(facts, ["ID"])).toBe(facts);
    expect(weighOpinion(facts, null)).toBe(facts);
    expect(weighOpinion(facts, ["id", "amount"]).columns[0]).toMatchObject({
      confidence: "medium",
      doubts: ["a second parser sees other columns in the result"],
    });
  });
});
