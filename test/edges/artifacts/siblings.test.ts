import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";
import {
  parseCatalog,
  parseRunResults,
  parseSemanticManifest,
  parseSourceFreshness,
} from "../../../src/core/manifest/parse-siblings.ts";

const MANIFEST = {
  metadata: {
    dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
    invocation_id: "run-1",
  },
  nodes: { "model.shop.orders": { resource_type: "model" } },
  semantic_models: { "semantic_model.shop.orders": { model: "ref('orders')" } },
  sources: { "source.shop.raw.orders": { freshness: { warn_after: { count: 1, period: "day" } } } },
};
const CATALOG = {
  metadata: { invocation_id: "run-1", generated_at: "2026-01-02T00:00:00Z" },
  nodes: {
    "model.shop.orders": {
      columns: {
        TOTAL: { type: "NUMBER", index: 2, name: "TOTAL" },
        ID: { type: "TEXT", index: 1, name: "ID" },
      },
    },
  },
  sources: { "source.shop.raw.orders": { columns: {} } },
  errors: null,
};
const RUN_RESULTS = {
  metadata: { invocation_id: "run-2" },
  results: [{ unique_id: "model.shop.orders", status: "success", execution_time: 1.5, failures: null }, {}],
  elapsed_time: 2,
  args: { which: "build" },
};
const SOURCES = {
  metadata: { generated_at: "2026-01-02T00:00:00Z" },
  results: [{ unique_id: "source.shop.raw.orders", status: "warn", max_loaded_at: "2026-01-01T00:00:00Z" }],
};
const SEMANTIC = { semantic_models: [], project_configuration: { time_spines: [{ name: "days" }] } };

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: object | string): string {
  const path = join(folder, name);
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

describe("what lies beside a manifest", () => {
  test("is read when present, and said to be used", async () => {
    write("manifest.json", MANIFEST);
    write("catalog.json", CATALOG);
    write("run_results.json.gz", RUN_RESULTS);
    write("sources.json", SOURCES);
    write("semantic_manifest.json", SEMANTIC);

    const side = await fromPath().readSide(folder);

    expect(side.catalog).toEqual(parseCatalog(CATALOG));
    expect(side.catalog?.columns["model.shop.orders"]?.map(({ name }) => name)).toEqual(["ID", "TOTAL"]);
    expect(side.runResults).toEqual(parseRunResults(RUN_RESULTS));
    expect(side.runResults).toMatchObject({ command: "build", results: [{ uniqueId: "model.shop.orders" }] });
    expect(side.sourceFreshness).toEqual(parseSourceFreshness(SOURCES));
    expect(side.sourceFreshness?.results[0]?.status).toBe("warn");
    expect(side.semanticManifest).toEqual(parseSemanticManifest(SEMANTIC));
    expect(side.semanticManifest?.timeSpines).toEqual([{ name: "days" }]);
    expect(side.notes.map(({ input, state }) => `${input}: ${state}`)).toEqual([
      "base manifest: used",
      "base catalog: used",
      "base run results: used",
      "base source freshness: used",
      "base semantic manifest: used",
    ]);
  });

  test("is said to be missing, with what that costs and the one command that mends it", async () => {
    const base = await fromPath().readSide(write("manifest.json", MANIFEST));
    const head = await fromPath().readSide(write("manifest.json", MANIFEST), base.project);

    const missing = head.notes.filter(({ state }) => state === "missing");
    expect(missing.map(({ input }) => input)).toEqual([
      "head catalog",
      "head run results",
      "head source freshness",
      "head semantic manifest",
    ]);
    expect(missing[0]).toEqual({
      input: "head catalog",
      state: "missing",
      effect: "Columns and types that YAML does not declare are not seen.",
      fix: "Run `dbt docs generate` and keep catalog.json beside the manifest.",
    });
    expect(head.catalog).toBeNull();
  });

  test("is not missed where the project has nothing that it would tell about", async () => {
    const { notes } = await fromPath().readSide(
      write("manifest.json", { ...MANIFEST, sources: {}, semantic_models: {} }),
    );

    expect(notes.map(({ input }) => input)).toEqual(["base manifest", "base catalog"]);
  });

  test("is unreadable where it is broken or another artifact, and the review goes on", async () => {
    write("catalog.json", '{"nodes": {');
    write("run_results.json", CATALOG);

    const side = await fromPath().readSide(write("manifest.json", MANIFEST));

    const states = side.notes.filter(({ state }) => state === "unreadable");
    expect(states.map(({ input }) => input)).toEqual(["base catalog", "base run results"]);
    expect(states[0]?.effect).toContain("ends in the middle");
    expect(states[1]?.effect).toContain("It is a catalog");
    expect(side.catalog).toBeNull();
    expect(Object.keys(side.project.nodes)).toContain("model.shop.orders");
  });

  test("is partial where the catalog belongs to another run than the manifest", async () => {
    write("catalog.json", { ...CATALOG, metadata: { invocation_id: "run-0" } });

    const side = await fromPath().readSide(write("manifest.json", MANIFEST));

    expect(side.notes[1]).toMatchObject({ input: "base catalog", state: "partial" });
    expect(side.catalog?.columns["model.shop.orders"]).toHaveLength(2);
  });

  test.each([
    ["head-manifest.json.gz", "head-catalog.json.gz"],
    ["head.json", "head-catalog.json"],
    ["manifest.json", "catalog.json.gz"],
  ])("of %s is %s", async (manifest, catalog) => {
    const path = write(manifest, MANIFEST);
    write(catalog, CATALOG);

    const side = await fromPath({ side: "given" }).readSide(path);

    expect(side.notes[1]).toMatchObject({ input: "given catalog", state: "used" });
  });
});

describe("the schema version", () => {
  test.each([
    ["v1", "used", ""],
    ["v12", "used", ""],
    ["v13", "partial", "Schema v13 is not known"],
    ["v20", "partial", "bodies are compared by checksum only"],
  ])("%s is %s", async (version, state, effect) => {
    const metadata = { dbt_schema_version: `https://schemas.getdbt.com/dbt/manifest/${version}.json` };

    const { notes } = await fromPath().readSide(write("manifest.json", { ...MANIFEST, metadata }));

    expect(notes[0]).toMatchObject({ input: "base manifest", state });
    expect(notes[0]?.effect).toContain(effect);
  });
});
