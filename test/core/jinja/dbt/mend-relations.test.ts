import { expect, test } from "vitest";
import { mendRelations } from "../../../../src/core/jinja/dbt/mend-relations.ts";
import type { RenderNode } from "../../../../src/core/jinja/dbt/render-project.ts";
import { nodeNamed } from "../../../support/render-job.ts";

function mended(sql: string, names: readonly string[]): readonly (readonly [string, string])[] {
  const nodes: readonly RenderNode[] = names.map((name) => nodeNamed(`model.shop.${name}`));
  return mendRelations(sql, nodes).map(({ marker, node }) => [marker, node.name]);
}

test("the one unknown relation is the one object that nothing names", () => {
  expect(mended("select * from __unknown_var_x__", ["orders"])).toEqual([["__unknown_var_x__", "orders"]]);
});

test("several are told apart by their names", () => {
  const sql = "select * from __unknown_var_orders__ join __unknown_var_payments__ using (id)";

  expect(mended(sql, ["stg_shop__payments", "stg_shop__orders"])).toEqual([
    ["__unknown_var_orders__", "stg_shop__orders"],
    ["__unknown_var_payments__", "stg_shop__payments"],
  ]);
});

test.each([
  ["no name tells which object it is", "select * from __unknown_var_x__", ["orders", "payments"]],
  ["it is a value", "select __unknown_var_x__ from orders", ["payments"]],
  ["it is a schema", "select * from __unknown_var_x__.orders", ["payments"]],
  ["every object is named", "select * from __unknown_var_x__", []],
])("nothing is mended where %s", (_what, sql, names) => {
  expect(mended(sql, names)).toEqual([]);
});
