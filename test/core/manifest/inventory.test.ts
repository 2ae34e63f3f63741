import { expect, test } from "vitest";
import type { Side } from "../../../src/core/manifest/artifacts.ts";
import { inventoryOf } from "../../../src/core/manifest/inventory.ts";
import { parseManifest } from "../../../src/core/manifest/parse.ts";

test("what is missing says what it costs and how to get it", () => {
  const [, , catalog] = inventoryOf(side({ catalog: null }));

  expect(catalog).toEqual({
    input: "catalog.json",
    state: "missing",
    effect: "1 declared column has no known type, and undeclared columns are not seen.",
    fix: "Run `dbt docs generate` and keep catalog.json beside the manifest.",
  });
});

test("a project without sources and metrics does not lack their files", () => {
  const inputs = inventoryOf(side({})).map(({ input }) => input);

  expect(inputs).toEqual(["manifest.json", "compiled code", "catalog.json", "run_results.json"]);
});

test("a half-compiled project is partial", () => {
  const [, compiled] = inventoryOf(side({}));

  expect(compiled).toMatchObject({ state: "partial", effect: "1 of 2 models have compiled SQL." });
});

test.each([
  ["this-run", "used"],
  ["another-run", "partial"],
])("a catalog written by %s is %s", (invocationId, state) => {
  const [, , catalog] = inventoryOf(side({ catalog: { invocationId, generatedAt: null, columns: {} } }));

  expect(catalog?.state).toBe(state);
});

test("what the reader said of a file stands instead of our own line", () => {
  const note = {
    input: "catalog.json",
    state: "unreadable",
    effect: "It is cut off.",
    fix: "Write it again.",
  } as const;

  const lines = inventoryOf(side({ notes: [note] })).filter(({ input }) => input === "catalog.json");

  expect(lines).toEqual([note]);
});

function side(parts: Partial<Side>): Side {
  const project = parseManifest({
    metadata: { dbt_version: "1.10.6", project_name: "shop", invocation_id: "this-run" },
    nodes: {
      "model.shop.orders": { ...model("orders"), compiled_code: "select 1", columns: { id: { name: "id" } } },
      "model.shop.report": model("report"),
    },
  });
  const none = { catalog: null, runResults: null, sourceFreshness: null, semanticManifest: null };
  return { project, ...none, notes: [], ...parts };
}

function model(name: string) {
  return { unique_id: `model.shop.${name}`, resource_type: "model", name, package_name: "shop" };
}
