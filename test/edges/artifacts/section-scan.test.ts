import { describe, expect, test } from "vitest";
import { MalformedJson } from "../../../src/edges/artifacts/malformed-json.ts";
import { SectionScan } from "../../../src/edges/artifacts/section-scan.ts";

const TEXT = JSON.stringify({
  metadata: {
    note: 'a "quoted" \\ text, with \u00e9, \u{1f600} and a line\nend',
    nested: [[{ a: "}" }], "]"],
  },
  skipped: { "x\\": ["{", '"', "\\"], y: '\\\\\\"' },
  parent_map: { "a\\": ["model.shop.b"], "model.shop.c": [] },
  "odd\\": { a: "} and more", b: {} },
  nodes: {
    'model.shop."odd"\\name': {
      code: `select '${'\\"'.repeat(70)}' -- ${"long ".repeat(40)}\\`,
      created_at: 1.5,
    },
    "model.shop.é": { columns: { created_at: { name: "created_at" } }, created_at: 12e3 },
    "model.shop.empty": {},
    "model.shop.number": 12,
    "model.shop.text": "a\\",
    "model.shop.list": [],
  },
  empty: {},
  disabled: [{ a: 1 }, "b", null, []],
  version: 1.25,
});

interface Found {
  readonly entries: readonly (readonly [section: string, key: string, value: unknown])[];
  readonly createdAt: readonly string[];
}

/** How bytes come to a scan, so many at a time. */
type Feeding = (sections: SectionScan, bytes: Buffer, size: number) => void;

/** In chunks, through one and the same buffer, as the file reader does. */
const inChunks: Feeding = (sections, bytes, size) => {
  const chunk = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(chunk, 0, at, at + size);
    sections.push(chunk.subarray(0, length));
  }
};

/** In steps through the whole of it. */
const inSteps: Feeding = (sections, bytes, size) => {
  for (let at = size; at < bytes.length + size; at += size) sections.scan(bytes, Math.min(at, bytes.length));
};

function scan(text: string, size: number, feed = inChunks): Found {
  const entries: [string, string, unknown][] = [];
  const createdAt: string[] = [];
  const sections = new SectionScan({
    take: (section) => {
      if (section === "metadata") return "whole";
      return section === "nodes" || section === "disabled" ? "entries" : "skip";
    },
    leap: () => null,
    entry: (raw) => {
      entries.push([raw.section, raw.key, JSON.parse(raw.bytes.toString("utf8", raw.valueAt))]);
      const { at, length } = raw.createdAt;
      if (length > 0) createdAt.push(raw.bytes.toString("utf8", at - '"created_at":'.length, at + length));
    },
  });
  feed(sections, Buffer.from(text), size);
  sections.finish();
  return { entries, createdAt };
}

function reasonOf(text: string, feed: Feeding): string {
  try {
    scan(text, 3, feed);
  } catch (error) {
    return error instanceof MalformedJson ? `${error.reason} ${error.where}`.trim() : String(error);
  }
  return "fine";
}

describe("a scan", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 48, 49, 50, 1_000_000])(
    "finds the same entries in chunks or steps of %i bytes, compact or indented, with a byte order mark or without",
    (size) => {
      const whole = JSON.parse(TEXT);
      const expected = [
        ["metadata", "", whole.metadata],
        ...Object.entries(whole.nodes).map(([key, value]) => ["nodes", key, value]),
        ...whole.disabled.map((value: unknown) => ["disabled", "", value]),
      ];
      const texts = [TEXT, JSON.stringify(whole, null, 2), `\uFEFF${TEXT}`, ` \r\n${TEXT}\n`];

      const found = texts.flatMap((text) => [scan(text, size).entries, scan(text, size, inSteps).entries]);

      for (const entries of found)
        expect(
          entries.map(([section, key, value]) => [section, section === "metadata" ? "" : key, value]),
        ).toEqual(expected);
    },
  );

  test.each([1, 7, 4096])(
    "finds the entry's own created_at and no other, in chunks or steps of %i bytes",
    (size) => {
      for (const feed of [inChunks, inSteps])
        expect(scan(TEXT, size, feed).createdAt).toEqual(['"created_at":1.5', '"created_at":12000']);
    },
  );

  test.each([
    ["", "empty"],
    [" \n", "empty"],
    ["<html>", "not-json"],
    ["version https://git-lfs", "not-json"],
    ["[1]", "not-object"],
    ['"text"', "not-object"],
    ["null", "not-object"],
    ['{"nodes"', "truncated nodes"],
    ['{"nodes": {"a": {"b": "c', "truncated nodes a"],
    ['{"skipped": [1, 2', "truncated skipped"],
    ['{"a": 1} x', "trailing"],
    ['{"a": 1}{', "trailing"],
    ['{"a" 1}', "not-json a"],
    ['{"a": 1,}', "not-json a"],
    ['{"a": x}', "not-json a"],
    ['{"a": }', "not-json a"],
    ["{a: 1}", "not-json"],
    [`{"a": ${"[".repeat(500)}`, "too-deep"],
    [' \u{FEFF}{"a": 1}', "not-json"],
    ['\u{FEFF}\u{FEFF}{"a": 1}', "not-json"],
    ["{}", "fine"],
  ])("says of %j: %s", (text, expected) => {
    expect([reasonOf(text, inChunks), reasonOf(text, inSteps)]).toEqual([expected, expected]);
  });
});
