import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromPath } from "../../src/edges/artifacts/from-path.ts";
import { runCli, type Ran } from "../support/run-cli.ts";
import { runWords } from "../support/run-words.ts";
import { shopManifest } from "../support/small-manifest.ts";

let folder = "";
/** The words of a review whose head breaks a contract. */
let breaking: readonly string[] = [];
/** The words of a review of equal sides. */
let equal: readonly string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-"));
  const base = write("base.json", shopWithContract(["id", "amount"]));
  const head = write("head.json", shopWithContract(["id"]));
  breaking = ["review", "--base", base, "--head", head];
  equal = ["review", "--base", base, "--head", base];
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("a broken contract ends with 1, and the report says so to the byte each time", async () => {
  const words = [...breaking, "--format", "json"];

  const [{ code, stdout, stderr }, again] = await Promise.all([runCli(words), runCli(words)]);

  expect(withoutGenerator(again.stdout)).toBe(withoutGenerator(stdout));
  const report = JSON.parse(stdout);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(report.verdict).toBe("breaking");
  expect(report.findings).toContainEqual(
    expect.objectContaining({ rule: "contract-column-removed", severity: "error" }),
  );
});

test("the report validates against the published schema", async () => {
  const { stdout } = await run([...breaking, "--format", "json"]);
  const schema = await run(["schema", "report"]);

  const ajv = new Ajv2020({ allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(schema.stdout));

  expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
});

test.each([
  ["never", 0],
  ["error", 1],
  ["warning", 1],
])("with --fail-on %s a proven error ends with %i", async (level, code) => {
  expect((await run([...breaking, "--fail-on", level])).code).toBe(code);
});

test("equal sides are clean and end with 0", async () => {
  const { code, stdout } = await run([...equal, "--format", "json", "--fail-on", "warning"]);

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "clean", changes: [], findings: [] });
});

test("a rule that the configuration switches off finds nothing", async () => {
  const config = write("headgate.yml", "version: 1\nrules:\n  contract-column-removed: off\n");

  const { stdout } = await run([...breaking, "--config", config, "--format", "json"]);

  expect(JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule)).not.toContain(
    "contract-column-removed",
  );
});

test("a faulty configuration is refused with file, line and key before anything is printed", async () => {
  const config = write("faulty.yml", "version: 1\nrules:\n  contract-column-remved: off\n");

  const ran = await run([...breaking, "--config", config]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(`${config}:3: key \`rules.contract-column-remved\``);
});

test("without a terminal the review is Markdown", async () => {
  const plain = await run(equal);
  const markdown = await run([...equal, "--format", "markdown"]);

  expect(plain.stdout).toBe(markdown.stdout);
});

test("text is colored when that is forced, and not in a file", async () => {
  const file = join(folder, "review.txt");

  const forced = await runCli([...equal, "--format", "text"], { FORCE_COLOR: "1" });
  await runCli([...equal, "--format", "text", "--output", file], { FORCE_COLOR: "1" });

  expect(forced.stdout).toContain("\u001B[");
  expect(readFileSync(file, "utf8")).not.toContain("\u001B[");
});

test("with --output the review goes to the file alone", async () => {
  const file = join(folder, "review.json");

  const ran = await run([...breaking, "--format", "json", "--output", file]);

  expect(ran).toEqual({ code: 1, stdout: "", stderr: "" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ schema: "headgate.report/v1" });
  expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
});

const broken: readonly (readonly [string, string | Uint8Array])[] = [
  ["empty.json", ""],
  ["not-json.json", "{ nodes"],
  ["list.json", "[]"],
  ["no-nodes.json", '{"metadata": {}, "nodes": []}'],
  [
    "catalog.json",
    '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/catalog/v1.json"}, "nodes": {}, "sources": {}}',
  ],
  ["cut.json.gz", gzipSync(JSON.stringify(shopManifest())).subarray(0, 200)],
];

test.each(broken)("%s is refused by its name, and nothing is written", async (name, content) => {
  const path = write(name, content);
  const output = join(folder, "never-written.md");

  const ran = await run(["review", "--base", path, "--head", path, "--output", output]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(name);
  expect(ran.stderr).not.toMatch(/\n\s+at /u);
  expect(readdirSync(folder)).not.toContain("never-written.md");
});

test("a path that does not exist is refused by its name", async () => {
  const ran = await run(["review", "--base", "no/such/target", "--head", "no/such/target"]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("no/such/target");
});

test("two different projects are refused", async () => {
  const clinic = JSON.stringify(shopManifest()).replaceAll("shop", "clinic").replaceAll("orders", "visits");
  const [, , base = ""] = equal;

  const ran = await run(["review", "--base", base, "--head", write("clinic.json", clinic)]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("two different projects");
});

test("the demo finds what it was made to show, and ends with 0", async () => {
  const { code, stdout, stderr } = await runCli(["demo", "--format", "json"]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout).verdict).toBe("breaking");
});

/** In this process; where the process itself matters, {@link runCli}. */
function run(words: readonly string[]): Promise<Ran> {
  return runWords(words, fromPath());
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function shopWithContract(columns: readonly string[]): string {
  const manifest = shopManifest();
  const orders = {
    ...manifest.nodes["model.shop.orders"],
    columns: Object.fromEntries(columns.map((name) => [name, { name, data_type: "integer" }])),
    contract: { enforced: true },
    config: { materialized: "table", contract: { enforced: true } },
  };
  return JSON.stringify({
    ...manifest,
    nodes: { ...manifest.nodes, "model.shop.orders": orders },
  });
}

function withoutGenerator(text: string): string {
  return JSON.stringify({ ...JSON.parse(text), generator: null });
}
