import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";
import { KeptManifest } from "../../../src/edges/artifacts/kept-manifest.ts";
import { splitRecords } from "../../../src/edges/artifacts/records.ts";

let root = "";
let folder = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headgate-kept-"));
  folder = join(root, "manifests");
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(name: string, text: string): string {
  writeFileSync(join(root, name), text);
  return join(root, name);
}

async function keep(content: string, ...records: readonly string[]): Promise<void> {
  const kept = new KeptManifest(folder, Buffer.from(content));
  await kept.keep(records.map((record) => Buffer.from(record)));
}

function read(content: string): readonly string[] | null {
  const records = new KeptManifest(folder, Buffer.from(content)).read();
  return records === null ? null : splitRecords(records).map((record) => Buffer.from(record).toString());
}

describe("a kept manifest", () => {
  test("gives its records to the next run, by what stands in the file", async () => {
    await keep("{}", "one", "", "three");

    expect(read("{}")).toEqual(["one", "", "three"]);
    expect(read("{ }")).toBeNull();
  });

  test.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["empty", () => Buffer.alloc(0)],
    ["other bytes", (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace("one", "two"), "latin1")],
  ])("is none when its file is %s", async (_what, spoil) => {
    await keep("{}", "one");
    const file = join(folder, readdirSync(folder)[0] ?? "");
    writeFileSync(file, spoil(readFileSync(file)));

    expect(read("{}")).toBeNull();
  });

  test("a folder that cannot be written is no fault", async () => {
    writeFileSync(folder, "");
    await keep("{}", "one");

    expect(read("{}")).toBeNull();
  });
});

/** Large enough to be worth keeping. */
function manifest(rawCode: string): string {
  const model = (name: string, code: string) => ({
    unique_id: `model.shop.${name}`,
    resource_type: "model",
    name,
    package_name: "shop",
    path: `${name}.sql`,
    original_file_path: `models/${name}.sql`,
    raw_code: code,
    config: {},
    columns: {},
    // The outline, which is kept, says something of the code.
    depends_on: { nodes: [code.slice(0, 8)], macros: [] },
  });
  return JSON.stringify({
    metadata: {
      dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
      project_name: "shop",
    },
    nodes: {
      "model.shop.a": model("a", `select 1 -- ${"x".repeat(2_000_000)}`),
      "model.shop.b": model("b", rawCode),
    },
  });
}

describe("reading with a folder", () => {
  test("gives the same project again, and shares with a head what is equal", async () => {
    const path = write("base.json", manifest("select 2"));
    const first = await fromPath({ folder }).readSide(path);
    const again = fromPath({ folder });
    const base = await again.readSide(path);
    const head = await again.readSide(write("head.json", manifest("select 3")), base.project);

    expect(readdirSync(folder)).toHaveLength(1);
    expect(base).toEqual(first);
    expect(head.project.nodes["model.shop.a"]).toBe(base.project.nodes["model.shop.a"]);
    expect(head.project.nodes["model.shop.b"]).toMatchObject({ rawCode: "select 3" });
  });

  test("does not read a manifest twice", async () => {
    const path = write("base.json", manifest("select 2"));
    const other = write("other.json", manifest("select 4"));
    await fromPath({ folder }).readSide(path);
    const [kept = ""] = readdirSync(folder);
    mkdirSync(join(root, "aside"));
    renameSync(join(folder, kept), join(root, "aside", kept));
    await fromPath({ folder }).readSide(other);
    const [mistaken = ""] = readdirSync(folder);
    renameSync(join(root, "aside", kept), join(folder, mistaken));

    const { project } = await fromPath({ folder }).readSide(other);

    expect(project.nodes["model.shop.b"]?.dependsOn).toEqual(["select 2"]);
  });

  test("keeps nothing of a small manifest, of a head, or of a broken file", async () => {
    const small = write("small.json", manifest("select 2").replace(/x{2000000}/u, ""));
    const base = await fromPath({ folder }).readSide(small);
    await fromPath({ folder }).readSide(write("head.json", manifest("select 3")), base.project);
    const broken = fromPath({ folder }).readSide(write("broken.json", manifest("select 3").slice(0, -1)));

    await expect(broken).rejects.toThrow("broken.json");
    expect(existsSync(folder)).toBe(false);
  });
});
