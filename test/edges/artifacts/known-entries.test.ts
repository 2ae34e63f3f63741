import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createdAtBehind, noCreatedAt, type CreatedAt } from "../../../src/edges/artifacts/created-at.ts";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";
import { KnownEntries } from "../../../src/edges/artifacts/known-entries.ts";

const KEY = '"model.shop.orders": ';

function entry(value: string) {
  const bytes = Buffer.from(KEY + value);
  return {
    section: "nodes",
    key: "model.shop.orders",
    bytes,
    valueAt: KEY.length,
    createdAt: createdAtIn(bytes),
  };
}

function createdAtIn(bytes: Buffer): CreatedAt {
  return createdAtBehind(bytes, bytes.indexOf('"created_at"')) ?? noCreatedAt(bytes.length);
}

/** Knows entries with these values, one after the other. */
function knownOf(...values: readonly string[]): KnownEntries {
  const known = new KnownEntries(Buffer.from(values.join("")));
  for (const [index, value] of values.entries())
    known.note(entry(value), index, Buffer.byteLength(values.slice(0, index).join("")));
  return known;
}

/** How much of the text is the same entry as in base. */
function sameText(base: string, text: string): string {
  const run = knownOf('{"a": 0}', base).run(entry(text));
  return run === null ? "" : text.slice(0, run.length - KEY.length);
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
    known.note({ ...entry(first), section }, 0, 0);
    known.note({ ...entry(last), section }, 1, first.length);
  }
  const isSame = (section: string, value: string) => known.find({ ...entry(value), section }) !== null;

  expect([isSame("disabled", first), isSame("disabled", last)]).toEqual([true, false]);
  expect([isSame("nodes", first), isSame("nodes", last)]).toEqual([false, true]);
});

test("what is known is known again from what was kept of it", () => {
  const value = '{"created_at": 1.5, "name": "orders"}';
  const { memory } = knownOf(value);

  const again = new KnownEntries(Buffer.from(value));
  again.recall(memory);

  expect(again.run(entry(value))).toMatchObject({ from: 0, count: 1, length: KEY.length + value.length });
  expect(again.run({ ...entry(value), key: "model.shop.other" })).toBeNull();
});

/** Notes the entries `"a": {...}` of a text, all of one section but the macro. */
function knownIn(text: string): KnownEntries {
  const known = new KnownEntries(Buffer.from(text));
  for (const [number, found] of [...text.matchAll(/"(\w+)": (\{[^{}]*\})/gu)].entries()) {
    const [whole, key = "", value = ""] = found;
    const bytes = Buffer.from(whole);
    const valueAt = whole.length - value.length;
    const section = key === "macro" ? "macros" : "nodes";
    const raw = { section, key, bytes, valueAt, createdAt: createdAtIn(bytes) };
    known.note(raw, number, found.index + valueAt);
  }
  return known;
}

/** The run with which a text begins whose first key is `a`. */
function runIn(base: string, head: string): unknown {
  return knownIn(base).run({ section: "nodes", key: "a", bytes: Buffer.from(head), valueAt: '"a": '.length });
}

describe("entries that follow each other in base", () => {
  const base = '"a": {"created_at": 1.5}, "b": {"x": 1}, "c": {"created_at": 2, "x": 2}, "d": {"x": 3}';

  test("are one run in head, up to the first that is not the same", () => {
    const same = '"a": {"created_at": 17}, "b": {"x": 1}, "c": {"created_at": 18.25, "x": 2}';
    const run = { from: 0, count: 3, length: same.length, key: "c" };

    expect(runIn(base, `${same}, "d": {"x": 4}}`)).toEqual(run);
    expect(runIn(base, `${same}, "e": {"x": 3}}`)).toEqual(run);
    expect(runIn(base, `${same},"d": {"x": 3}}`)).toEqual(run);
    expect(runIn(base, same)).toEqual(run);
    expect(runIn(base, same.slice(0, -1))).toMatchObject({ count: 2 });
  });

  test("are two runs where another section begins, or one between them is not told", () => {
    const twoSections = '"a": {"x": 1}}, "macros": {"macro": {"x": 1}';
    expect(runIn(twoSections, twoSections)).toMatchObject({ from: 0, count: 1 });

    const known = knownIn('"a": {"x": 1}, "b": {"x": 2}');
    const [first, second] = ['"a": {"x": 1}', '"c": {"x": 3}'];
    const bytes = Buffer.from(`${first}, ${second}`);
    const gap = new KnownEntries(bytes);
    const rawOf = (key: string, text: string) => {
      const own = Buffer.from(text);
      return { section: "nodes", key, bytes: own, valueAt: 5, createdAt: noCreatedAt(own.length) };
    };
    gap.note(rawOf("a", first), 0, 5);
    gap.note(rawOf("c", second), 2, 20);
    const raw = { section: "nodes", key: "a", bytes, valueAt: 5 };
    expect(gap.run(raw)).toMatchObject({ from: 0, count: 1 });
    expect(known.run(raw)).toMatchObject({ from: 0, count: 1 });
  });
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
