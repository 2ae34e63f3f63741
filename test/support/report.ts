import type {
  Evidence,
  Fidelity,
  Finding,
  Impact,
  Owner,
  Report,
  ReportChange,
} from "../../src/core/report.ts";

/** A small valid report; `overrides` replace whole keys. */
export function reportWith(overrides: Partial<Report> = {}): Report {
  return {
    schema: "headgate.report/v1",
    generator: { version: "0.1.0", startedAt: "2026-03-02T09:00:00.000Z", durationMs: 812 },
    request: {
      repository: null,
      pullRequest: null,
      base: { sha: null, ref: null },
      head: { sha: null, ref: null },
    },
    artifacts: { base: artifact(), head: artifact() },
    fidelity: [],
    verdict: "clean",
    changes: [],
    impact: [],
    findings: [],
    usage: null,
    draft: { origin: "template", lead: "", items: [], models: [], tokens: { input: 0, output: 0 } },
    ...overrides,
  };
}

function artifact(): Report["artifacts"]["base"] {
  return {
    dbtVersion: "1.10.4",
    schemaVersion: "12",
    adapterType: "snowflake",
    projectName: "shop",
    nodes: 42,
    compiled: 18,
  };
}

export function findingWith(overrides: Partial<Finding> = {}): Finding {
  return {
    id: "F1",
    fingerprint: "a1b2c3d4e5f60718",
    rule: "contract-column-removed",
    category: "contract",
    severity: "error",
    certainty: "proven",
    subject: { uniqueId: "model.shop.orders", column: "amount" },
    title: "Column `amount` of the contracted model `orders` is gone",
    why: "Consumers rely on the contract of `orders`.",
    fix: "Keep `amount`, or add a new version of the model.",
    evidence: [],
    location: { path: "models/marts/orders.sql" },
    affected: [],
    usage: null,
    owners: [],
    waived: null,
    ...overrides,
  };
}

export function impactWith(uniqueId: string, overrides: Partial<Impact> = {}): Impact {
  const [resourceType] = uniqueId.split(".");
  return {
    uniqueId,
    resourceType: typeFrom(resourceType ?? ""),
    name: uniqueId.split(".").slice(2).join("."),
    distance: 1,
    reach: "model",
    because: [{ uniqueId: "model.shop.orders", columns: null, path: ["model.shop.orders", uniqueId] }],
    columns: null,
    usage: null,
    owners: [],
    priority: 0.5,
    tier: "medium",
    ...overrides,
  };
}

const TYPES = ["model", "exposure", "metric", "saved_query", "semantic_model", "test", "unit_test"] as const;

function typeFrom(text: string): Impact["resourceType"] {
  return TYPES.find((type) => type === text) ?? "model";
}

export function changeWith(uniqueId: string, overrides: Partial<ReportChange> = {}): ReportChange {
  return {
    uniqueId,
    resourceType: typeFrom(uniqueId.split(".")[0] ?? ""),
    name: uniqueId.split(".").slice(2).join("."),
    path: `models/${uniqueId.split(".").at(-1) ?? ""}.sql`,
    kind: "modified",
    parts: ["body"],
    origin: "author",
    dbtSelectsIt: true,
    columns: [],
    sql: null,
    ...overrides,
  };
}

export function ownerWith(name: string, kind: Owner["kind"] = "group"): Owner {
  return { kind, name, via: "group.shop.finance" };
}

export function evidenceWith(overrides: Partial<Evidence> = {}): Evidence {
  return { kind: "column", uniqueId: "model.shop.orders", ...overrides };
}

export function fidelityWith(overrides: Partial<Fidelity> = {}): Fidelity {
  return {
    input: "catalog",
    state: "missing",
    effect: "43 columns have no known type.",
    fix: "Run `dbt docs generate` and upload `catalog.json`.",
    ...overrides,
  };
}

const ORDERS = "model.shop.orders";
const REVENUE = "metric.shop.revenue";

/** A rich review of a shop: a broken contract, a removed metric, a changed metric, missing docs, a lost test, a waiver. */
export function shopReport(): Report {
  return reportWith({
    request: {
      repository: "acme/shop-dbt",
      pullRequest: 128,
      base: { sha: "4f1c2ab39d6e7f8091a2b3c4d5e6f70812345678", ref: "main" },
      head: { sha: "9be07d5512c34ab6780fedcba98765432100ffee", ref: "drop-order-amount" },
    },
    verdict: "breaking",
    fidelity: [
      fidelityWith({ input: "manifest", state: "used", effect: "", fix: "" }),
      fidelityWith(),
      fidelityWith({
        input: "query log",
        effect: "Who really queries these objects is not known.",
        fix: "Pass `--usage` with an export of the query log.",
      }),
    ],
    changes: shopChanges(),
    impact: shopImpact(),
    findings: shopFindings(),
    draft: {
      origin: "template",
      lead: "Dropping `amount` breaks the contract of `orders`, which two exposures of other teams read.",
      items: [],
      models: [],
      tokens: { input: 0, output: 0 },
    },
  });
}

function shopChanges(): ReportChange[] {
  return [
    changeWith(ORDERS, {
      path: "models/marts/orders.sql",
      parts: ["body", "contract", "columns"],
      columns: [{ name: "amount", kind: "removed", certainty: "proven" }],
    }),
    changeWith("model.shop.refunds", { kind: "added", parts: [], path: "models/marts/refunds.sql" }),
    changeWith("model.shop.stg_orders", { parts: ["formatting"], path: "models/staging/stg_orders.sql" }),
    changeWith(REVENUE, { parts: ["filter"], path: "models/marts/metrics.yml" }),
    changeWith("metric.shop.refund_rate", {
      kind: "removed",
      parts: [],
      dbtSelectsIt: false,
      path: "models/marts/metrics.yml",
    }),
    changeWith("test.shop.unique_orders_order_id.fed79b3a6e", {
      kind: "removed",
      parts: [],
      dbtSelectsIt: false,
      path: "models/marts/orders.yml",
    }),
  ];
}

function shopImpact(): Impact[] {
  const through = (...rest: string[]): Impact["because"] => [
    { uniqueId: ORDERS, columns: null, path: [ORDERS, ...rest] },
  ];
  const finance = ownerWith("finance-team", "exposure");
  return [
    impactWith("model.shop.customers", { because: through("model.shop.customers"), priority: 0.6 }),
    impactWith("model.shop.customer_value", {
      distance: 2,
      because: through("model.shop.customers", "model.shop.customer_value"),
    }),
    impactWith("semantic_model.shop.orders", { because: through("semantic_model.shop.orders") }),
    impactWith(REVENUE, {
      distance: 2,
      because: through("semantic_model.shop.orders", REVENUE),
      priority: 0.8,
      owners: [ownerWith("analytics")],
    }),
    impactWith("exposure.shop.weekly_revenue", {
      distance: 3,
      because: through("semantic_model.shop.orders", REVENUE, "exposure.shop.weekly_revenue"),
      priority: 0.9,
      owners: [finance],
    }),
    impactWith("exposure.shop.customer_churn", {
      distance: 2,
      because: through("model.shop.customers", "exposure.shop.customer_churn"),
      priority: 0.7,
      owners: [ownerWith("crm-team", "exposure")],
    }),
    impactWith("test.shop.not_null_orders_amount.0a1b2c3d4e", {
      because: through("test.shop.not_null_orders_amount.0a1b2c3d4e"),
      priority: 0.2,
    }),
  ];
}

function shopFindings(): Finding[] {
  return [
    findingWith({
      location: { path: "models/marts/orders.yml", line: 12 },
      affected: [
        "test.shop.not_null_orders_amount.0a1b2c3d4e",
        "semantic_model.shop.orders",
        "model.shop.customers",
        "exposure.shop.weekly_revenue",
      ],
      evidence: [evidenceWith({ column: "amount", before: "numeric(18,2)" })],
      owners: [ownerWith("finance-team")],
      why: "`orders` promises its columns by an enforced contract; dbt stops the build, and `weekly_revenue` reads the column.",
      fix: "Keep `amount`, or publish the change as version 2 of `orders` and deprecate version 1.",
    }),
    findingWith({
      id: "F2",
      fingerprint: "b1b2c3d4e5f60718",
      rule: "metric-removed",
      category: "metric",
      subject: { uniqueId: "metric.shop.refund_rate" },
      title: "Metric `refund_rate` was removed, and `weekly_revenue` still names it",
      why: "Parsing fails for everything that names a metric which does not exist.",
      fix: "Restore the metric, or take it out of `weekly_revenue`.",
      location: { path: "models/marts/metrics.yml" },
      affected: ["exposure.shop.weekly_revenue"],
      owners: [ownerWith("analytics")],
    }),
    findingWith({
      id: "F3",
      fingerprint: "c1b2c3d4e5f60718",
      rule: "metric-filter-changed",
      category: "metric",
      severity: "warning",
      subject: { uniqueId: REVENUE },
      title: "The filter of metric `revenue` changed",
      why: "The same name now counts other rows: charts step on the day of the merge without an error.",
      fix: "Say so to those who read it, or give the new meaning a new name.",
      location: { path: "models/marts/metrics.yml", line: 31 },
      evidence: [evidenceWith({ kind: "filter", before: "status <> 'cancelled'", after: "status = 'paid'" })],
      affected: ["exposure.shop.weekly_revenue"],
      owners: [ownerWith("analytics")],
    }),
    findingWith({
      id: "F4",
      fingerprint: "d1b2c3d4e5f60718",
      rule: "test-removed",
      category: "guarantee",
      severity: "warning",
      subject: { uniqueId: ORDERS, column: "order_id" },
      title: "Test `unique` on `orders.order_id` was removed",
      why: "Nothing else proves that an order stands in `orders` once.",
      fix: "Put the test back, or say what proves the key instead.",
      location: { path: "models/marts/orders.yml" },
      affected: ["model.shop.customers"],
    }),
    findingWith({
      id: "F5",
      fingerprint: "e1b2c3d4e5f60718",
      rule: "columns-undocumented",
      category: "docs",
      severity: "note",
      subject: { uniqueId: "model.shop.refunds" },
      title: "Two new columns of `refunds` have no description",
      why: "Nobody but the author can tell `reason` from `reason_code`.",
      fix: 'Describe them in `models/marts/refunds.yml`:\nmodels:\n  - name: refunds\n    columns:\n      - name: reason\n        description: ""\n      - name: reason_code\n        description: ""',
      location: { path: "models/marts/refunds.sql" },
    }),
    findingWith({
      id: "F6",
      fingerprint: "f1b2c3d4e5f60718",
      rule: "relation-moved",
      category: "lifecycle",
      severity: "warning",
      subject: { uniqueId: ORDERS },
      title: "`orders` moves to schema `marts_v2`",
      why: "Queries outside dbt still read the old place.",
      fix: "Leave a view in the old place until readers have moved.",
      waived: { by: "data-platform", reason: "readers were told on Monday", at: "2026-03-01T10:00:00Z" },
    }),
  ];
}
