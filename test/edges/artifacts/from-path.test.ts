import { execFile } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";
import { ArtifactError } from "../../../src/errors.ts";

const SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v12.json";
const MANIFEST = {
  metadata: { dbt_schema_version: SCHEMA, invocation_id: "run-1", project_name: "shop" },
  nodes: {
    "model.shop.orders": {
      resource_type: "model",
      name: "orders",
      raw_code: "select 1 as id -- é",
      created_at: 1.5,
      columns: {
        id: { name: "id", data_type: "int", description: "The key." },
        paid_at: { name: "paid_at", tags: ["pii"], constraints: [{ type: "not_null" }] },
      },
    },
    "test.shop.unique_orders_id.ab": { resource_type: "test", created_at: 2 },
    "rpc.shop.call": { resource_type: "rpc" },
  },
  sources: {
    "source.shop.raw.orders": { name: "orders", freshness: { warn_after: { count: 1, period: "day" } } },
  },
  macros: { "macro.shop.cents": { resource_type: "macro", macro_sql: "x", created_at: 3 } },
  disabled: { "model.shop.old": [{ resource_type: "model", name: "old" }] },
  parent_map: { "model.shop.orders": ["source.shop.raw.orders"] },
};

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file of the temp folder, objects as JSON, and gives its path. */
function write(name: string, content: object | string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const isRaw = typeof content === "string" || content instanceof Uint8Array;
  writeFileSync(path, isRaw ? content : JSON.stringify(content));
  return path;
}

/** The error of reading it: on its own, or against a base. */
async function failure(path: string, against?: string): Promise<ArtifactError> {
  const source = fromPath();
  const base = against === undefined ? undefined : await source.readSide(against);
  try {
    await source.readSide(path, base?.project);
  } catch (error) {
    if (error instanceof ArtifactError) return error;
    throw error;
  }
  throw new Error("was read");
}

describe("a manifest", () => {
  test("reads the same from a file, a packed file and a folder as the parser makes of the whole text", async () => {
    const text = JSON.stringify(MANIFEST);
    const paths = [
      write("plain.json", text),
      write("packed.json", gzipSync(text)),
      dirname(write("target/manifest.json", text)),
      dirname(write("packed-target/manifest.json.gz", gzipSync(text))),
      write("marked.json", `\uFEFF${JSON.stringify(MANIFEST, null, 2)}`),
    ];
    const expected = parseManifest(JSON.parse(text));

    const sides = await Promise.all(paths.map((path) => fromPath().readSide(path)));

    for (const side of sides) expect(side.project).toEqual(expected);
  });

  test("keeps an id called __proto__ harmless on its way between threads", async () => {
    const path = write("proto.json", `{"nodes":{"__proto__":{"resource_type":"model","name":"x"}}}`);

    const { project } = await fromPath().readSide(path);

    expect(Object.keys(project.nodes)).toEqual(["__proto__"]);
    expect(project.nodes["toString"]).toBeUndefined();
  });

  test("tells how far the reading has come", async () => {
    const path = write("progress.json", MANIFEST);
    const seen: string[] = [];

    await fromPath({
      onProgress: (file, read, total) => seen.push(`${file === path} ${read === total}`),
    }).readSide(path);

    expect(seen).toEqual(["true true"]);
  });
});

describe("the other side", () => {
  test("shares the objects of entries that differ in created_at at most, and only those", async () => {
    const { orders, ...others } = {
      orders: MANIFEST.nodes["model.shop.orders"],
      "test.shop.unique_orders_id.ab": MANIFEST.nodes["test.shop.unique_orders_id.ab"],
    };
    const source = fromPath();
    const base = await source.readSide(write("like-base.json", MANIFEST));
    const path = write("like-head.json", {
      ...MANIFEST,
      nodes: {
        ...others,
        "model.shop.orders": { ...orders, created_at: 99.123456, description: "Each order." },
      },
      macros: { "macro.shop.cents": { ...MANIFEST.macros["macro.shop.cents"], created_at: 4.25 } },
    });

    const head = await source.readSide(path, base.project);

    const test = "test.shop.unique_orders_id.ab";
    expect(head.project.nodes[test]).toBe(base.project.nodes[test]);
    expect(head.project.macros["macro.shop.cents"]).toBe(base.project.macros["macro.shop.cents"]);
    expect(head.project.disabled["model.shop.old"]).toBe(base.project.disabled["model.shop.old"]);
    expect(head.project.nodes["model.shop.orders"]).not.toBe(base.project.nodes["model.shop.orders"]);
    expect(head.project.nodes["model.shop.orders"]?.description).toBe("Each order.");
  });

  test("gives the same project, and shares the same, when it was expected", async () => {
    const base = write("expected-base.json", MANIFEST);
    const head = write("expected-head.json", { ...MANIFEST, macros: {} });
    const read = async (expected: string | null) => {
      const source = fromPath();
      if (expected !== null) source.expect?.(base, expected);
      const before = await source.readSide(base);
      return { before, after: await source.readSide(head, before.project) };
    };
    const asked = await read(null);

    const expected = await read(head);
    const inVain = await read(write("expected-other.json", MANIFEST));

    expect(expected).toEqual(asked);
    expect(inVain).toEqual(asked);
    for (const { before, after } of [expected, inVain])
      expect(after.project.nodes["model.shop.orders"]).toBe(before.project.nodes["model.shop.orders"]);
  });

  test("is waited for by the process, whatever is expected meanwhile", async () => {
    const path = write("waited-for.json", MANIFEST);
    const other = write("waited-for-other.json", MANIFEST);
    const code = `
      import { fromPath } from ${JSON.stringify(new URL("../../../build/edges/artifacts/from-path.js", import.meta.url).href)};
      const source = fromPath();
      const reading = source.readSide(process.argv[2]);
      await new Promise((resolve) => setImmediate(resolve));
      source.expect(process.argv[3], process.argv[2]);
      console.log((await reading).project.metadata.projectName);
    `;
    const script = join(folder, "waits.mjs");
    writeFileSync(script, code);
    const { stdout } = await promisify(execFile)(process.execPath, [script, path, other]);

    expect(stdout).toBe("shop\n");
  });

  test("has its own sections, where base has two of one name with others between them", async () => {
    const [first, second] = ["a", "b"].map((name) => `"nodes": {"model.shop.${name}": {"name": "${name}"}}`);
    const text = `{${first ?? ""}, "metadata": {"adapter_type": "duckdb"}, ${second ?? ""}}`;
    const source = fromPath();
    const base = await source.readSide(write("twice-base.json", text));

    const head = await source.readSide(write("twice-head.json", text), base.project);

    expect(head.project.metadata.adapterType).toBe("duckdb");
    expect(head.project.nodes["model.shop.b"]).toBe(base.project.nodes["model.shop.b"]);
  });

  test("is refused when it is asked for, not when it is expected", async () => {
    const source = fromPath();
    const path = write("base-of-broken.json", MANIFEST);
    source.expect?.(join(folder, "nowhere"), path);
    source.expect?.(path, join(folder, "nowhere"));
    source.expect?.(path, write("expected-broken.json", "{"));
    const base = await source.readSide(path);

    await expect(source.readSide(join(folder, "nowhere"), base.project)).rejects.toThrow("nowhere");
    await expect(source.readSide(join(folder, "expected-broken.json"), base.project)).rejects.toThrow(
      "expected-broken.json",
    );
    expect((await source.readSide(join(folder, "base-of-broken.json"))).project).toEqual(base.project);
  });

  test("does not share an entry whose data holds another created_at", async () => {
    const rows = (value: number) => ({
      unit_tests: {
        "unit_test.shop.orders.adds_up": { given: [{ rows: [{ created_at: value }] }], created_at: 1 },
      },
    });
    const source = fromPath();
    const base = await source.readSide(write("rows-base.json", rows(1)));

    const head = await source.readSide(write("rows-head.json", rows(2)), base.project);

    expect(head.project.nodes["unit_test.shop.orders.adds_up"]).toMatchObject({
      given: [{ rows: [{ created_at: 2 }] }],
    });
  });

  test("shares the parts that are equal of an entry that differs", async () => {
    const orders = MANIFEST.nodes["model.shop.orders"];
    const source = fromPath();
    const base = await source.readSide(write("parts-base.json", MANIFEST));
    const path = write("parts-head.json", {
      ...MANIFEST,
      nodes: { "model.shop.orders": { ...orders, schema: "ci", alias: "orders_ci" } },
    });

    const head = await source.readSide(path, base.project);

    const [before, after] = [base, head].map(({ project }) => project.nodes["model.shop.orders"]);
    expect(after).not.toBe(before);
    expect(after).toEqual({
      ...before,
      relation: { database: null, schema: "ci", identifier: "orders_ci", name: null },
    });
    expect(after).toHaveProperty(
      "columns",
      before !== undefined && "columns" in before ? before.columns : null,
    );
  });

  test("does not take an object that was disabled for the same one enabled", async () => {
    const node = { resource_type: "model", name: "orders" };
    const source = fromPath();
    const base = await source.readSide(write("on.json", { nodes: { "model.shop.orders": node } }));

    const head = await source.readSide(
      write("off.json", { nodes: {}, disabled: { "model.shop.orders": node } }),
      base.project,
    );

    expect(Object.keys(head.project.nodes)).toEqual([]);
    expect(head.project.disabled["model.shop.orders"]?.name).toBe("orders");
  });
});

describe("bad input", () => {
  test.each([
    ["empty", "", "artifact-empty"],
    ["a web page", "<html>", "artifact-not-json"],
    ["a list", "[]", "artifact-not-object"],
    ["cut off", '{"nodes": {"model.shop.a": {"name": "a"', "artifact-truncated"],
    ["followed by something", '{"nodes": {}}}', "artifact-trailing"],
    ["broken within an entry", '{"nodes": {"model.shop.a": {"name" "a"}}}', "artifact-broken-entry"],
    ["without nodes that are an object", '{"nodes": []}', "artifact-section-not-object"],
    ["with nodes null", '{"nodes": null}', "artifact-section-not-object"],
    ["an object of something else", '{"name": "shop"}', "artifact-of-another-kind"],
    ["an empty object", "{}", "artifact-of-another-kind"],
    ["a packed file cut off", gzipSync(JSON.stringify(MANIFEST)).subarray(0, 60), "artifact-gzip-truncated"],
    ["a damaged packed file", Buffer.from([0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9]), "artifact-gzip-damaged"],
  ])("%s is refused, naming the file", async (name, content, code) => {
    const path = write(`bad-${name.replaceAll(" ", "-")}.json`, content);

    const error = await failure(path);

    expect(error.code).toBe(code);
    expect(error.advice.what).toContain(path);
    expect(error.advice.todo).not.toBe("");
  });

  test.each([
    ["scanned", ""],
    ["guessed", ', "model.shop.b": {}'],
  ])("an entry of head that is nested too deeply is refused, be its end %s", async (how, behind) => {
    const meta = `${'{"a": '.repeat(20_000)}1${"}".repeat(20_000)}`;
    const path = write(`deep-${how}.json`, `{"nodes": {"model.shop.a": {"meta": ${meta}}${behind}}}`);

    const error = await failure(path, write("shallow.json", JSON.stringify(MANIFEST)));

    expect(error.code).toBe("artifact-too-deep");
  });

  test("an entry of base is refused where even its outline is nested too deeply", async () => {
    const owner = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const entry = `{"resource_type": "model", "meta": {"owner": ${owner}}}`;
    const path = write("deep-owner.json", `{"nodes": {"model.shop.a": ${entry}, "model.shop.b": {}}}`);

    expect((await failure(path)).code).toBe("artifact-too-deep");
  });

  test("an error names the entry near it, also behind entries that are as in base", async () => {
    const models = ["a", "b", "c", "d"].map((name) => `"model.shop.${name}": {"name": "${name}"}`);
    const base = write("named-base.json", `{"nodes": {${models.join(", ")}}}`);
    const cut = write("named-cut.json", `{"nodes": {${models.slice(0, 3).join(", ")}, `);

    expect((await failure(cut, base)).advice.why).toContain("model.shop.c");
  });

  test("an entry too large for the memory of the thread that reads is refused before it is parsed", async () => {
    const text = "x".repeat(33_000_000);
    const path = write("absurd.json", `{"nodes": {"model.shop.a": {"raw_code": "${text}"}}}`);

    const error = await failure(path);

    expect(error.code).toBe("artifact-entry-too-large");
    expect(error.advice.why).toContain("model.shop.a");
  });

  test("names the entry that is broken, and the place where a file is cut off", async () => {
    const broken = await failure(write("broken.json", '{"nodes": {"model.shop.a": {"name": nope}}}'));
    const cut = await failure(write("cut.json", '{"nodes": {"model.shop.a": {"name": "a"'));

    expect(broken.advice.why).toContain("model.shop.a");
    expect(cut.advice.why).toContain("model.shop.a");
  });

  test.each([
    [
      "catalog",
      { metadata: { dbt_schema_version: SCHEMA.replace("manifest/v12", "catalog/v1") }, nodes: {} },
    ],
    ["catalog", { nodes: {}, sources: {}, errors: null }],
    [
      "run_results",
      { metadata: { dbt_schema_version: SCHEMA.replace("manifest", "run-results") }, results: [] },
    ],
    ["run_results", { results: [], elapsed_time: 1, args: {} }],
    ["sources", { results: [], elapsed_time: 1 }],
    ["semantic_manifest", { semantic_models: [], metrics: [], project_configuration: {} }],
  ])("a %s in its place is recognised", async (kind, content) => {
    const error = await failure(write("other.json", content));

    expect(error.code).toBe("artifact-of-another-kind");
    expect(error.advice.why).toContain(kind);
  });

  test("a path with nothing there, and a folder without a manifest, are told apart", async () => {
    const empty = join(folder, "empty-folder");
    mkdirSync(empty);

    const missing = await failure(join(folder, "nowhere", "manifest.json"));
    const without = await failure(empty);

    expect(missing.code).toBe("artifact-missing");
    expect(without.code).toBe("manifest-missing");
    expect(without.advice.why).toContain("manifest.json.gz");
  });
});

describe("the project file that is handed in", () => {
  const readWith = async (projectFile: string | null) => {
    const manifest = write("handed/target/manifest.json", MANIFEST);
    write("handed/dbt_project.yml", "vars: { from: folder }\n");
    const { settings, notes } = await fromPath().readSide(manifest, undefined, projectFile);
    return {
      vars: settings?.vars ?? null,
      notes: notes.filter(({ input }) => input === "base dbt_project.yml"),
    };
  };

  test("goes before one that lies in the folder, also where it says that there is none", async () => {
    expect(await readWith("vars: { from: commit }")).toEqual({ vars: { from: "commit" }, notes: [] });
    expect(await readWith(null)).toEqual({ vars: null, notes: [] });
  });

  test("is said to be broken where it is, without its text", async () => {
    const { vars, notes } = await readWith("vars: [unclosed");

    expect(vars).toBeNull();
    expect(notes).toMatchObject([{ state: "unreadable", fix: "Mend the file." }]);
    expect(notes[0]?.effect).toMatch(/^It is not valid YAML from line 1 on\. Its variables/u);
  });
});
