import { columnLineage } from "../../src/column-lineage.ts";
import { directEngine } from "./direct-engine.ts";
import { noUsage } from "./no-usage.ts";
import { noSql } from "./no-sql.ts";
import { defaultConfig } from "../../src/core/config.ts";
import type { Artifacts } from "../../src/core/manifest/artifacts.ts";
import { publishedReview } from "../../src/core/pull/published.ts";
import type { PullFacts } from "../../src/core/pull/project-review.ts";
import { review } from "../../src/review.ts";
import type { CommandInput } from "../../src/commands/command.ts";
import { artifactsOf, type ManifestSketch } from "./manifest.ts";
import { BASE, HEAD, pullWith, reviewed, stateWith } from "./pull.ts";

/** A shop whose pull request drops a contracted column, adds an undescribed model and changes a metric's filter. */
function shopSketch(side: "base" | "head"): ManifestSketch {
  const isHead = side === "head";
  const amount = { amount: { name: "amount", data_type: "numeric", description: "What was paid." } };
  const id = { order_id: { name: "order_id", data_type: "int", description: "One order." } };
  const refunds: ManifestSketch["nodes"] = {
    "model.shop.refunds": {
      original_file_path: "models/refunds.sql",
      description: "",
      config: { unique_key: "order_id" },
      columns: { order_id: { name: "order_id" }, reason: { name: "reason" } },
      depends_on: { nodes: ["model.shop.orders"] },
    },
  };
  return {
    nodes: {
      "model.shop.stg_orders": {
        original_file_path: "models/staging/stg_orders.sql",
        description: "Raw orders.",
        columns: { order_id: { name: "order_id", description: "The shop's number of an order." } },
      },
      "model.shop.orders": {
        original_file_path: "models/orders.sql",
        description: "Orders.",
        group: "finance",
        config: { contract: { enforced: true }, group: "finance" },
        contract: { enforced: true, checksum: isHead ? "b" : "a" },
        columns: isHead ? id : { ...id, ...amount },
        depends_on: { nodes: ["model.shop.stg_orders"] },
      },
      ...(isHead ? refunds : {}),
    },
    exposures: {
      "exposure.shop.weekly_revenue": {
        depends_on: { nodes: ["model.shop.orders"] },
        owner: { name: "growth-team" },
        original_file_path: "models/exposures.yml",
      },
    },
    metrics: {
      "metric.shop.orders": {
        type: "simple",
        type_params: { measure: { name: "order_count" } },
        filter: { where_filters: [{ where_sql_template: isHead ? "status = 'paid'" : "status <> 'void'" }] },
        depends_on: { nodes: ["model.shop.orders"] },
        original_file_path: "models/metrics.yml",
      },
    },
    groups: { "group.shop.finance": { owner: { name: "finance-team" } } },
  };
}

/** The facts of one pull request of the shop, made by the real review. */
export async function shopFacts(project = "."): Promise<PullFacts> {
  const artifacts = artifactsOf(shopSketch("base"), shopSketch("head"));
  const report = await reviewOf(artifacts);
  return {
    reviews: [reviewed(report, project)],
    artifacts: { [project]: artifacts },
    usage: {},
    codeowners: "*.sql @acme/data\n",
  };
}

function reviewOf({ base, head }: Artifacts) {
  return review(
    { base: "base", head: "head", config: defaultConfig },
    {
      artifacts: { readSide: (location) => Promise.resolve(location === "base" ? base : head) },
      sql: noSql,
      usage: noUsage,
      clock: { now: () => 0 },
      version: "0.0.0",
    },
  );
}

/** A command on the shop's pull request, by somebody with write access, after the review was published. */
export async function commandWith(
  line: string,
  overrides: Partial<CommandInput> = {},
): Promise<CommandInput> {
  const facts = await shopFacts();
  return {
    command: { comment: { kind: "issue", id: 1 }, author: "maintainer", line },
    pull: pullWith(),
    state: stateWith({ published: publishedReview(facts.reviews, { head: HEAD, base: BASE }) }),
    config: defaultConfig,
    permission: "write",
    now: Date.UTC(2026, 2, 2, 9),
    facts: () => Promise.resolve(facts),
    columnLineage: (side, question) => columnLineage(side, question, directEngine),
    models: null,
    ...overrides,
  };
}
