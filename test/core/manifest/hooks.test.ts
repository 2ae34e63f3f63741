import { expect, test } from "vitest";
import type { Json } from "../../../src/core/json.ts";
import { hooksOf } from "../../../src/core/manifest/hooks.ts";

test.each<readonly [string, Json]>([
  ["a text", "grant"],
  ["a list of texts", ["grant"]],
  ["an object as dbt writes it", [{ sql: "grant", transaction: true, index: null }]],
  ["one with nothing in it", [{ sql: " " }, "grant", 3, null]],
])("hooks are found in %s", (_what, value) => {
  expect(hooksOf({ config: { "post-hook": value } })).toEqual([{ kind: "post-hook", sql: "grant" }]);
});

test("those before come before those after", () => {
  const hooks = hooksOf({ config: { "post-hook": ["analyze"], "pre-hook": ["set x", "set y"] } });

  expect(hooks.map(({ sql }) => sql)).toEqual(["set x", "set y", "analyze"]);
});
