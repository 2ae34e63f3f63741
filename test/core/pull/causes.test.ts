import { describe, expect, test } from "vitest";
import { causesOf } from "../../../src/core/pull/causes.ts";
import { artifactsOf, type ManifestSketch } from "../../support/manifest.ts";
import { changeWith, findingWith, reportWith } from "../../support/report.ts";

const METRIC = "metric.shop.revenue";

/** `revenue` reads `orders`, which reads `stg_orders` and, in base alone, `fees`; `island` stands apart. */
function sketch(isHead: boolean): ManifestSketch {
  const parents = ["model.shop.stg_orders", ...(isHead ? [] : ["model.shop.fees"])];
  return {
    nodes: {
      "model.shop.stg_orders": {},
      "model.shop.island": {},
      "model.shop.orders": { depends_on: { nodes: parents } },
      ...(isHead ? {} : { "model.shop.fees": {} }),
    },
    metrics: { [METRIC]: { depends_on: { nodes: ["model.shop.orders"] } } },
  };
}

const artifacts = artifactsOf(sketch(false), sketch(true));

function causes(report: Partial<Parameters<typeof reportWith>[0]>) {
  return causesOf(METRIC, reportWith(report), artifacts).map(({ change, path }) => [
    change.uniqueId,
    path.length,
  ]);
}

describe("what may move a metric", () => {
  test("is what changed upstream of it, with the way, and nothing else", () => {
    expect(
      causes({ changes: [changeWith("model.shop.stg_orders"), changeWith("model.shop.island")] }),
    ).toEqual([["model.shop.stg_orders", 3]]);
  });

  test("is also what no longer feeds it", () => {
    const changes = [changeWith("model.shop.fees", { kind: "removed", parts: [] })];

    expect(causes({ changes })).toEqual([["model.shop.fees", 3]]);
  });

  test("is found under its old name when it was renamed", () => {
    const changes = [
      changeWith("model.shop.charges", { kind: "renamed", from: "model.shop.fees", parts: [] }),
    ];

    expect(causes({ changes })).toEqual([["model.shop.charges", 3]]);
  });

  test("is not a mere change of formatting", () => {
    expect(causes({ changes: [changeWith("model.shop.orders", { parts: ["formatting"] })] })).toEqual([]);
  });

  test("is ranked: its own definition, then what grave findings are about, then what is near", () => {
    const changes = ["model.shop.stg_orders", "model.shop.orders", METRIC, "model.shop.fees"].map((id) =>
      changeWith(id),
    );
    const findings = [
      findingWith({ severity: "warning", subject: { uniqueId: "model.shop.stg_orders" } }),
      findingWith({
        subject: { uniqueId: "model.shop.fees" },
        waived: { by: "octocat", reason: "told", at: "2026-03-01" },
      }),
    ];

    expect(causes({ changes, findings }).map(([id]) => id)).toEqual([
      METRIC,
      "model.shop.stg_orders",
      "model.shop.orders",
      "model.shop.fees",
    ]);
  });
});
