import { describe, expect, test } from "vitest";
import { parseCodeowners } from "../../../src/core/metadata/codeowners.ts";

function owners(text: string, path: string): readonly string[] {
  return parseCodeowners(text)(path).map(({ name }) => name);
}

describe("CODEOWNERS", () => {
  test.each([
    ["* @acme/all", "dbt/models/orders.sql", ["acme/all"]],
    ["*.yml @docs", "dbt/models/a.yml", ["docs"]],
    ["*.yml @docs", "dbt/models/a.sql", []],
    ["models @data", "dbt/models/a.sql", ["data"]],
    ["/models @data", "dbt/models/a.sql", []],
    ["/dbt/models/ @data", "dbt/models/marts/a.sql", ["data"]],
    ["marts/ @data", "dbt/models/marts/a.sql", ["data"]],
    ["docs/* @data", "docs/a.md", ["data"]],
    ["docs/* @data", "docs/b/a.md", []],
    ["**/marts @data", "dbt/models/marts/a.sql", ["data"]],
    ["dbt/**/a.sql @data @acme/team", "dbt/x/y/a.sql", ["data", "acme/team"]],
    ["my\\ models/ @data", "my models/a.sql", ["data"]],
  ])("%s names the owners of %s", (text, path, expected) => {
    expect(owners(text, path)).toEqual(expected);
  });

  test("the last line that fits wins, also when it names nobody", () => {
    const text = "* @acme/all\n/models/ @data\n/models/scratch/\n";

    expect(owners(text, "a.md")).toEqual(["acme/all"]);
    expect(owners(text, "models/a.sql")).toEqual(["data"]);
    expect(owners(text, "models/scratch/a.sql")).toEqual([]);
  });

  test("comments, blank lines and addresses are left out", () => {
    const text = "# all\n\n* @data someone@example.com # until June\n";

    expect(parseCodeowners(text)("a.sql")).toEqual([{ kind: "codeowners", name: "data", via: "CODEOWNERS" }]);
  });
});
