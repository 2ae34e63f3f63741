/** `column-removed-in-use` as the name of its export: `columnRemovedInUse`. */
export function camelCase(id) {
  return id.replaceAll(/-(.)/g, (_all, letter) => letter.toUpperCase());
}

/** The files of a new rule, by path. */
export function scaffoldFiles(id) {
  const before = manifest("");
  return {
    [`src/rules/${id}.ts`]: rule(id),
    [`test/rules/${id}.test.ts`]: test(id),
    [`fixtures/rules/${id}/fires/base.json`]: before,
    [`fixtures/rules/${id}/fires/head.json`]: manifest("One row per order."),
    [`fixtures/rules/${id}/silent/base.json`]: before,
    [`fixtures/rules/${id}/silent/head.json`]: before,
  };
}

function rule(id) {
  return `import type { Surviving } from "../core/diff/change.ts";
import { survivingOf } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

export const ${camelCase(id)}: Rule = {
  id: "${id}",
  category: "lifecycle",
  severity: "note",
  certainty: "structural",
  summary: "TODO: when it fires, in one or two sentences.",
  words: {
    title: "TODO: what happened to \`{name}\`",
    why: "TODO: why it matters.",
    fix: "TODO: what to do.",
  },
  check(context) {
    return survivingOf(context, "model").flatMap(checkModel);
  },
};

/** TODO: find it. Evidence and facts only, no prose; nothing that this change did not cause. */
function checkModel(change: Surviving<"model">): readonly Found[] {
  const { uniqueId, head } = change;
  const found = change.edits.filter((edit) => edit.part === "TODO");
  if (found.length === 0) return [];
  return [
    {
      subject: { uniqueId },
      facts: { name: head.name },
      evidence: found.map((edit) => ({ kind: edit.part, uniqueId, path: head.path, text: edit.aspect })),
    },
  ];
}
`;
}

function test(id) {
  const name = camelCase(id);
  return `import { expect, test } from "vitest";
import { ${name} } from "../../src/rules/${id}.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("TODO: what fires, as a sentence about behavior", () => {
  const found = checkFixture(${name}, "fires");

  expect(found).toMatchObject([{ subject: { uniqueId: "model.shop.orders" }, evidence: [{ kind: "TODO" }] }]);
});

test("TODO: the same change done right is silent", () => {
  expect(checkFixture(${name}, "silent")).toEqual([]);
});
`;
}

/** A small manifest in dbt's shape; the reader fills in every key that is missing. */
function manifest(description) {
  const node = {
    resource_type: "model",
    name: "orders",
    package_name: "shop",
    original_file_path: "models/orders.sql",
    ...(description !== "" && { description }),
    raw_code: "select order_id, amount from {{ source('erp', 'orders') }}",
    config: { materialized: "table" },
  };
  const metadata = {
    dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
    dbt_version: "1.10.15",
    project_name: "shop",
    adapter_type: "postgres",
  };
  return `${JSON.stringify({ metadata, nodes: { "model.shop.orders": node } }, null, 2)}\n`;
}
