import { expect, test } from "vitest";
import type { Side } from "../../../src/core/manifest/artifacts.ts";
import { inventoryOf } from "../../../src/core/manifest/inventory.ts";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import type { Fidelity } from "../../../src/core/report.ts";

test("a missing catalog says how many columns have no type, besides what the reader says of it", () => {
  const notes = [
    note("base manifest", "used"),
    note("base catalog", "missing", "Undeclared columns are not seen."),
  ];

  const [, , catalog] = inventoryOf(side({ notes }));

  expect(catalog).toMatchObject({
    input: "catalog",
    state: "missing",
    effect: "1 declared column has no known type. Undeclared columns are not seen.",
  });
});

test("a catalog that is there says how much is in it", () => {
  const catalog = { invocationId: null, generatedAt: null, columns: { "model.shop.orders": [] } };

  const lines = inventoryOf(side({ notes: [note("head catalog", "used")], catalog }));

  expect(lines[0]).toMatchObject({ input: "catalog", effect: "1 relation with columns and types." });
});

test("a half-compiled project is partial, and the line stands after the manifest's", () => {
  const notes = [note("base manifest", "used"), note("base catalog", "missing")];

  const lines = inventoryOf(side({ notes }));

  expect(lines.map(({ input }) => input)).toEqual(["manifest", "compiled code", "catalog"]);
  expect(lines[0]?.effect).toBe("dbt 1.10.6, schema not said, adapter not said, project shop, 2 objects.");
  expect(lines[1]).toMatchObject({ state: "partial", effect: "1 of 2 models have compiled SQL." });
});

function note(input: string, state: Fidelity["state"], effect = ""): Fidelity {
  return { input, state, effect, fix: "" };
}

function side(parts: Partial<Side>): Side {
  const project = parseManifest({
    metadata: { dbt_version: "1.10.6", project_name: "shop" },
    nodes: {
      "model.shop.orders": { ...model("orders"), compiled_code: "select 1", columns: { id: { name: "id" } } },
      "model.shop.report": model("report"),
    },
  });
  const none = {
    catalog: null,
    runResults: null,
    sourceFreshness: null,
    semanticManifest: null,
    settings: null,
  };
  return { project, ...none, notes: [], ...parts };
}

function model(name: string) {
  return { unique_id: `model.shop.${name}`, resource_type: "model", name, package_name: "shop" };
}
