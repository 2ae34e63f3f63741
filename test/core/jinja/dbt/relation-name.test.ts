import { expect, test } from "vitest";
import { splitName } from "../../../../src/core/jinja/dbt/relation-name.ts";

test.each([
  ['"db"."my.schema"."orders"', [q("db"), q("my.schema"), q("orders")]],
  ["db.shop.orders", [p("db"), p("shop"), p("orders")]],
  ["`shop`.orders", [q("shop"), p("orders")]],
  ["[dbo].[orders]", [q("dbo"), q("orders")]],
  ['"never closed', [p('"never closed')]],
  ["", []],
])("the parts of %s are told apart", (written, parts) => {
  expect(splitName(written)).toEqual(parts);
});

function q(name: string) {
  return { name, isQuoted: true };
}

function p(name: string) {
  return { name, isQuoted: false };
}
