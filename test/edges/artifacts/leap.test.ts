import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Leaper } from "../../../src/edges/artifacts/leap.ts";
import { digestEntry, dropCreatedAt } from "../../../src/edges/artifacts/entry-digest.ts";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";

const KEY = '"model.shop.orders"';

function entry(value: string) {
  const text = `${KEY}: ${value}`;
  const bytes = Buffer.from(text);
  return { section: "nodes", key: "model.shop.orders", bytes, createdAt: text.indexOf('"created_at"') };
}

function leapFrom(base: string, file: string) {
  const leaper = new Leaper();
  const before = entry(base);
  const bytes = dropCreatedAt(before);
  leaper.note({ ...before, bytes });
  const leap = leaper.leap({ ...before, bytes: Buffer.from(`${KEY}: ${file}`) }, "a");
  return { leap, isSame: leap?.digest === digestEntry(bytes, "a") };
}

test("an entry that differs in created_at alone is leapt over, however long the number is", () => {
  const { leap, isSame } = leapFrom(
    '{"created_at": 1.5, "name": "orders"}',
    '{"created_at": 1760000000.25, "name": "orders"}, "x": 1',
  );

  expect(isSame).toBe(true);
  expect(leap?.length).toBe(`${KEY}: {"created_at": 1760000000.25, "name": "orders"}`.length);
});

test("an entry of the same length that says something else has another digest", () => {
  expect(leapFrom('{"name": "orders"}', '{"name": "ordres"}, "x": 1').isSame).toBe(false);
});

test("an entry that ends behind the bytes at hand is left to the scan", () => {
  expect(leapFrom('{"name": "orders"}', '{"name": "ord').leap).toBeNull();
  expect(leapFrom('{"name": "orders"}', '{"name": "orders"}').leap).toBeNull();
});

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-leap-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("head shares what is equal with base and reads anew what only looks alike", async () => {
  const manifest = (code: string, createdAt: number) => ({
    metadata: {
      dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
      project_name: "shop",
    },
    nodes: {
      "model.shop.a": { resource_type: "model", raw_code: "select 1", created_at: createdAt },
      "model.shop.b": { resource_type: "model", raw_code: code, created_at: createdAt },
    },
  });
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const source = fromPath();

  const base = await source.readSide(write("base.json", manifest("select 2", 1.25)));
  const head = await source.readSide(
    write("head.json", manifest("select 3", 1_760_000_000.125)),
    base.project,
  );

  expect(head.project.nodes["model.shop.a"]).toBe(base.project.nodes["model.shop.a"]);
  expect(head.project.nodes["model.shop.b"]).toMatchObject({ rawCode: "select 3" });
});
