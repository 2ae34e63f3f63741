import { describe, expect, test } from "vitest";
import { EntryGuess } from "../../../src/edges/artifacts/guess-entry.ts";

const KEY = '"model.shop.orders": ';
const NEXT = ', "test.shop.unique_orders": {}';

function guess(value: string, behind = NEXT) {
  return new EntryGuess().guess({ bytes: Buffer.from(KEY + value + behind), valueAt: KEY.length });
}

describe("the end of an entry", () => {
  test("is where the next unique_id begins", () => {
    const value = '{"name": "orders", "columns": {"id": {"name": "id"}, "at": {}}}';

    expect(guess(value)).toEqual({
      length: (KEY + value).length,
      createdAt: { at: (KEY + value).length, length: 0 },
      json: { name: "orders", columns: { id: { name: "id" }, at: {} } },
    });
  });

  test("is found in the dense text of Fusion", () => {
    const text = '"model.shop.orders":{"name":"orders"},"model.shop.b":{}';

    const found = new EntryGuess().guess({
      bytes: Buffer.from(text),
      valueAt: '"model.shop.orders":'.length,
    });

    expect(found?.length).toBe('"model.shop.orders":{"name":"orders"}'.length);
  });

  test.each([
    ["a nested key looks like a unique_id", '{"meta": {"a": {}, "model.b": 1}}'],
    ["the value is broken", '{"name" "orders"}'],
    ["the value is no object", "[{}]"],
  ])("is left to the scan where %s", (_why, value) => {
    expect(guess(value)).toBeNull();
  });

  test("is left to the scan where the next entry is not in sight", () => {
    expect(guess('{"name": "orders"}', "")).toBeNull();
    expect(guess('{"name": "orders"}', '}, "sources": {}')).toBeNull();
  });

  test("is not looked for any more in a file where it is missed again and again", () => {
    const guesses = new EntryGuess();
    const entry = (behind: string) => ({ bytes: Buffer.from(`${KEY}{}${behind}`), valueAt: KEY.length });

    for (let miss = 0; miss < 20; miss += 1) guesses.guess(entry("\n"));

    expect(guesses.guess(entry(NEXT))).toBeNull();
  });
});

describe("the own created_at", () => {
  /** The number that was found, and what stands in front of it. */
  const numberIn = (value: Buffer): string | null => {
    const bytes = Buffer.concat([Buffer.from(KEY), value, Buffer.from(NEXT)]);
    const found = new EntryGuess().guess({ bytes, valueAt: KEY.length });
    if (found === null) return null;
    const { at, length } = found.createdAt;
    return bytes.toString("latin1", at - '"created_at": '.length, at + length);
  };

  test.each([
    [
      "is told from a column of that name",
      '{"columns": {"created_at": {"name": "created_at"}}, "created_at": 1.5}',
    ],
    ["is found behind letters of several bytes", '{"description": "caf\u00e9 \u{1f600}", "created_at": 1.5}'],
  ])("%s", (_what, value) => {
    expect(numberIn(Buffer.from(value))).toBe('"created_at": 1.5');
  });

  test("is left to the scan where bytes are no UTF-8", () => {
    const [start, end] = [Buffer.from('{"a": "é'), Buffer.from('", "created_at": 1.5}')];

    expect(numberIn(Buffer.concat([start, Buffer.of(0xff), end]))).toBeNull();
  });

  test.each([
    ["another number is called the same", '{"meta": {"created_at": 7}, "created_at": 1}'],
    ["the own key is written with an escape", '{"meta": {"created_at": 7}, "cre\\u0061ted_at": 7}'],
  ])("is left to the scan where %s", (_why, value) => {
    expect(numberIn(Buffer.from(value))).toBeNull();
  });
});
