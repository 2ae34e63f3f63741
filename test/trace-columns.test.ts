import { describe, expect, test } from "vitest";
import { pathOf, reachFrom } from "../src/core/columns/reach.ts";
import { noUse } from "../src/core/usage/project-use.ts";
import { assessImpact } from "../src/core/impact/assess-impact.ts";
import type { RuleContext } from "../src/rules/context.ts";
import { sqlContextOf } from "./support/context.ts";
import { artifactsOf } from "./support/manifest.ts";
import { compiledModel, revenueShop, STG_ORDERS } from "./support/revenue-shop.ts";

type Nodes = Parameters<typeof revenueShop>[1];

const WITHOUT_DISCOUNT = STG_ORDERS.replace("discount, ", "");

/** What a change of `stg_orders` to `staging` reaches, beside other models. */
async function traced(staging: string, nodes: Nodes = {}): Promise<RuleContext> {
  return await sqlContextOf(artifactsOf(revenueShop(STG_ORDERS, nodes), revenueShop(staging, nodes)));
}

/** The ends that are reached, as `object.column (how)`, objects without their package. */
function ends({ columns }: RuleContext): readonly string[] {
  return reachFrom(columns, columns.starts).map(({ end, how }) => {
    const name = end.uniqueId.replace(".shop.", ":");
    return `${end.column === null ? name : `${name}.${end.column}`} (${how})`;
  });
}

describe("traceColumns", () => {
  test("a removed column reaches what is computed from it and leaves alone what only reads its model", async () => {
    const context = await traced(WITHOUT_DISCOUNT);

    expect(context.columns.starts).toEqual([
      { uniqueId: "model.shop.stg_orders", column: "discount", change: "removed" },
    ]);
    expect(ends(context)).toEqual([
      "model:fct_orders.net_revenue (value)",
      "semantic_model:orders.net_revenue (value)",
      "metric:net_revenue (value)",
      "metric:aov (value)",
      "saved_query:weekly (value)",
      "exposure:weekly_revenue (value)",
    ]);
    expect(context.columns.untraced).toEqual([]);
  });

  test("the report's impact names the column, and the dimension that does not use it is not in it", async () => {
    const { artifacts, changes, columns } = await traced(WITHOUT_DISCOUNT);

    const impact = assessImpact(artifacts, changes, { columns, use: noUse });

    expect(impact.map(({ name }) => name)).not.toContain("dim_customers");
    expect(impact.find(({ name }) => name === "fct_orders")).toMatchObject({
      reach: "column",
      columns: ["net_revenue"],
      because: [{ uniqueId: "model.shop.stg_orders", columns: ["discount"] }],
    });
    expect(impact.find(({ name }) => name === "weekly_revenue")?.because[0]?.path).toEqual([
      "model.shop.stg_orders",
      "model.shop.fct_orders",
      "semantic_model.shop.orders",
      "metric.shop.net_revenue",
      "metric.shop.aov",
      "exposure.shop.weekly_revenue",
    ]);
  });

  test("a filter reaches the rows of everything downstream", async () => {
    const context = await traced(`${STG_ORDERS} and amount > 0`);

    expect(ends(context)).toContain("model:dim_customers (rows)");
    expect(ends(context)).toContain("exposure:customer_list (rows)");
    expect(ends(context)).toContain("metric:aov (rows)");
  });

  test("a column that a join, filter or group key uses decides the rows of the result", async () => {
    const context = await traced(STG_ORDERS.replace("customer_id", "abs(customer_id) as customer_id"));

    expect(ends(context)).toEqual([
      "model:dim_customers.customer_id (value)",
      "model:dim_customers (rows)",
      "exposure:customer_list (value)",
      "exposure:customer_list (rows)",
    ]);
  });

  test("a hook that names a column reaches its model, also where the model's own SQL does not read it", async () => {
    const audited = (hook: string) => ({
      "model.shop.audit": {
        ...compiledModel("audit", "select 1 as one", ["model.shop.stg_orders"]),
        config: { "post-hook": [{ sql: hook }] },
      },
    });
    const reachedBy = async (hook: string) => ends(await traced(WITHOUT_DISCOUNT, audited(hook)));
    const from = "insert into audit.orders select {} from {{ ref('stg_orders') }}";

    expect(await reachedBy(from.replace("{}", "discount"))).toContain("model:audit (value)");
    expect(await reachedBy(from.replace("{}", "amount"))).not.toContain("model:audit (value)");
    expect(await reachedBy("analyze {{ this }}")).not.toContain("model:audit (value)");
    expect(await reachedBy("{{ broken(")).toContain("model:audit (model)");
  });

  test("a star passes a removed column on to whoever names it further down", async () => {
    const nodes = {
      "model.shop.orders_wide": compiledModel("orders_wide", "select * from db.prod.stg_orders", [
        "model.shop.stg_orders",
      ]),
      "model.shop.discounts": compiledModel(
        "discounts",
        "select id, discount as cut from db.prod.orders_wide",
        ["model.shop.orders_wide"],
      ),
    };

    const context = await traced(WITHOUT_DISCOUNT, nodes);

    expect(ends(context)).toContain("model:discounts.cut (value)");
    const edges = context.columns.edges.filter(({ from }) => from.column === "discount");
    expect(edges.map(({ to, named }) => [to.uniqueId, named])).toEqual([
      ["model.shop.fct_orders", true],
      ["model.shop.orders_wide", false],
      ["model.shop.discounts", true],
    ]);
  });

  test("a bare name in a join is found where the column was", async () => {
    const nodes = {
      "model.shop.joined": compiledModel(
        "joined",
        "select c.customer_id, discount from db.prod.dim_customers as c join db.prod.stg_orders as o on o.customer_id = c.customer_id",
        ["model.shop.dim_customers", "model.shop.stg_orders"],
      ),
    };

    const { columns } = await traced(WITHOUT_DISCOUNT, nodes);

    expect(columns.edges.find(({ to }) => to.uniqueId === "model.shop.joined")).toMatchObject({
      to: { column: "discount" },
      confidence: "high",
      named: true,
    });
  });

  test("a rewritten reader that takes the name from elsewhere does not use the column any more", async () => {
    const payments = {
      "model.shop.payments": compiledModel("payments", "select order_id, discount from db.raw.payments"),
    };
    const reads = ["model.shop.stg_orders", "model.shop.payments"];
    const before = "select o.id, discount from db.prod.stg_orders as o";
    const after = `${before} join db.prod.payments as p on p.order_id = o.id`;
    const shop = (staging: string, sql: string) =>
      revenueShop(staging, { ...payments, "model.shop.moved": compiledModel("moved", sql, reads) });

    const { columns } = await sqlContextOf(
      artifactsOf(shop(STG_ORDERS, before), shop(WITHOUT_DISCOUNT, after)),
    );

    expect(
      columns.edges.filter(({ from, to }) => from.column === "discount" && to.uniqueId.endsWith("moved")),
    ).toEqual([]);
  });

  test("what an ephemeral model loses is found in the SQL that it is written into", async () => {
    const ephemeral = (sql: string) => ({
      "model.shop.eph": { ...compiledModel("eph", sql), config: { materialized: "ephemeral" } },
      "model.shop.reader": compiledModel(
        "reader",
        `with __dbt__cte__eph as (\n${sql}\n) select id, discount / 2 as half from __dbt__cte__eph`,
        ["model.shop.eph"],
      ),
    });
    const base = revenueShop(STG_ORDERS, ephemeral("select id, discount from db.raw.orders"));
    const head = revenueShop(STG_ORDERS, ephemeral("select id from db.raw.orders"));
    const raw = { raw_code: "select id, discount / 2 as half from {{ ref('eph') }}" };
    for (const { nodes } of [base, head]) {
      Object.assign(nodes?.["model.shop.reader"] ?? {}, raw);
    }

    expect(ends(await sqlContextOf(artifactsOf(base, head)))).toEqual(["model:reader.half (value)"]);
  });

  test("what could not be read is followed object by object, and said", async () => {
    const nodes = {
      "model.shop.py": {
        ...compiledModel("py", "def model(dbt, session): ...", ["model.shop.stg_orders"]),
        language: "python",
      },
      "model.shop.after": compiledModel("after", "select 1 as one from db.prod.py", ["model.shop.py"]),
    };

    const context = await traced(WITHOUT_DISCOUNT, nodes);

    expect(ends(context)).toContain("model:py (model)");
    expect(ends(context)).toContain("model:after (model)");
    expect(context.columns.untraced).toEqual([
      { uniqueId: "model.shop.py", code: "python", why: "it is Python" },
    ]);
  });

  test("tests and unit tests are reached by the columns that they name", async () => {
    const nodes = {
      "test.shop.not_null_discount": {
        test_metadata: { name: "not_null", kwargs: { column_name: "discount" } },
        column_name: "discount",
        attached_node: "model.shop.stg_orders",
        depends_on: { nodes: ["model.shop.stg_orders"] },
      },
      "test.shop.not_null_id": {
        test_metadata: { name: "not_null", kwargs: { column_name: "id" } },
        column_name: "id",
        attached_node: "model.shop.stg_orders",
        depends_on: { nodes: ["model.shop.stg_orders"] },
      },
    };

    const found = ends(await traced(WITHOUT_DISCOUNT, nodes));

    expect(found).toContain("test:not_null_discount (value)");
    expect(found).not.toContain("test:not_null_id (value)");
  });

  test("the way to an end is told object by object", async () => {
    const { columns } = await traced(STG_ORDERS.replace("ordered_at", "date(ordered_at) as ordered_at"));

    const metric = reachFrom(columns, columns.starts).find(
      ({ end }) => end.uniqueId === "metric.shop.orders",
    );

    expect(metric === undefined ? [] : pathOf(metric)).toEqual([
      "model.shop.stg_orders",
      "model.shop.fct_orders",
      "semantic_model.shop.orders",
      "metric.shop.orders",
    ]);
  });
});
