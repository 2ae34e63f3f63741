import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";
import { KnownEntries } from "../../../src/edges/artifacts/known-entries.ts";

const KEY = '"model.shop.orders": ';

function entry(value: string) {
  const at = value.indexOf('"created_at"');
  return {
    section: "nodes",
    key: "model.shop.orders",
    bytes: Buffer.from(KEY + value),
    valueAt: KEY.length,
    createdAt: at < 0 ? -1 : KEY.length + at,
  };
}

/** Knows entries with these values, one after the other. */
function knownOf(...values: readonly string[]): KnownEntries {
  const known = new KnownEntries(Buffer.from(values.join("")));
  for (const [index, value] of values.entries())
    known.note(entry(value), Buffer.byteLength(values.slice(0, index).join("")));
  return known;
}

/** How much of the text is the same entry as in base. */
function sameText(base: string, text: string): string {
  const length = knownOf('{"a": 0}', base).sameLength(entry(text));
  return text.slice(0, Math.max(0, length - KEY.length));
}

test("an entry that differs in created_at alone is the same, however long the number is", () => {
  const same = '{"created_at": 1760000000.25, "name": "orders"}';

  expect(sameText('{"created_at": 1.5, "name": "orders"}', `${same}, "x": 1`)).toBe(same);
  expect(sameText(same, '{"created_at": 1.5, "name": "orders"}')).toBe(
    '{"created_at": 1.5, "name": "orders"}',
  );
});

test.each([
  ["of the same length that says something else", '{"name": "orders"}', '{"name": "ordres"}, "x": 1'],
  ["that says more", '{"name": "orders"}', '{"name": "orders", "x": 1}'],
  ["that ends behind the bytes at hand", '{"name": "orders"}', '{"name": "ord'],
  ["whose created_at is no number", '{"created_at": 1.5}', '{"created_at": }'],
  ["that differs behind created_at", '{"created_at": 1.5, "a": 1}', '{"created_at": 1.5, "a": 2}'],
  ["that begins a longer number", '{"a": 1, "created_at": 1}', '{"a": 11, "created_at": 1}'],
])("an entry %s is not the same", (_what, base, text) => {
  expect(sameText(base, text)).toBe("");
});

test("a value that says nothing of its end is not remembered", () => {
  expect(sameText("12", "123")).toBe("");
  expect(sameText('[{"a": 1}]', '[{"a": 1}], "x": 1')).toBe('[{"a": 1}]');
});

test("of several disabled entries of one id the first is remembered, of others the last", () => {
  const [first, last] = ['{"a": 1}', '{"a": 2}'];
  const known = new KnownEntries(Buffer.from(first + last));
  for (const section of ["disabled", "nodes"]) {
    known.note({ ...entry(first), section }, 0);
    known.note({ ...entry(last), section }, first.length);
  }
  const isSame = (section: string, value: string) => known.sameLength({ ...entry(value), section }) > 0;

  expect([isSame("disabled", first), isSame("disabled", last)]).toEqual([true, false]);
  expect([isSame("nodes", first), isSame("nodes", last)]).toEqual([false, true]);
});

test("what is known is known again from what was kept of it", () => {
  const value = '{"created_at": 1.5, "name": "orders"}';
  const { memory } = knownOf(value);

  const again = new KnownEntries(Buffer.from(value));
  again.recall(memory);

  expect(again.sameLength(entry(value))).toBe(KEY.length + value.length);
  expect(again.sameLength({ ...entry(value), key: "model.shop.other" })).toBe(0);
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
