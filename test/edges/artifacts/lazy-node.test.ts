import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/core/json.ts";
import { object } from "../../../src/core/manifest/fields.ts";
import { parseOutline, type Outline } from "../../../src/core/manifest/outline.ts";
import { parseEntry, type Section } from "../../../src/core/manifest/parse-entry.ts";
import type { Node } from "../../../src/core/manifest/project.ts";
import { ArtifactError } from "../../../src/errors.ts";
import { lazyNode, wholeNode, type NodePlace } from "../../../src/edges/artifacts/lazy-node.ts";
import { packOutline } from "../../../src/edges/artifacts/pack-outline.ts";

const SECTION_NAMES: readonly Section[] = [
  "nodes",
  "sources",
  "macros",
  "exposures",
  "metrics",
  "groups",
  "semantic_models",
  "saved_queries",
  "unit_tests",
];
const manifest: Json = JSON.parse(readFileSync("fixtures/projects/demo/head/manifest.json", "utf8"));

const ENTRIES = SECTION_NAMES.flatMap((section) =>
  Object.entries(object(object(manifest)[section])).map(([id, json]) => [section, id, json] as const),
);

/** A text between others. */
function place(section: Section, outline: Outline, text: string): NodePlace {
  const content = Buffer.from(`{"é": ${text}}`);
  const length = Buffer.byteLength(text);
  return { path: "manifest.json", section, outline: packOutline(outline), content, at: 7, length };
}

/** The node, and the same node not read yet. */
function both(section: Section, id: string, json: Json): { readonly node: Node; readonly lazy: Node } {
  const node = parseEntry(section, id, json);
  const outline = parseOutline(section, id, json);
  if (node === null || outline === null) throw new Error(`${id} is no node`);
  return { node, lazy: lazyNode(place(section, outline, JSON.stringify(json))) };
}

/** A node that cannot be read. */
function unread(outline: Outline): Node {
  return lazyNode(place("nodes", outline, "no JSON"));
}

const OUTLINE = {
  uniqueId: "model.shop.orders",
  resourceType: "model",
  packageName: "shop",
  dependsOn: ["model.shop.payments"],
  name: "orders",
  tags: ["nightly"],
  group: null,
  metaOwners: [],
  isEphemeral: false,
  isCompiled: true,
  hasForeignKeys: false,
} as const;

describe("a node that is read when somebody asks for it", () => {
  test("is the same to whoever holds it, for every kind of object", () => {
    expect(new Set(ENTRIES.map(([section]) => section))).toEqual(new Set(SECTION_NAMES));
    for (const [section, id, json] of ENTRIES) {
      const { node, lazy } = both(section, id, json);
      for (const key of Object.keys(node))
        expect([id, key, Reflect.get(lazy, key)]).toEqual([id, key, Reflect.get(node, key)]);
      expect({ ...lazy }).toEqual(node);
      expect(Object.keys(lazy)).toEqual(Object.keys(node));
      expect(JSON.stringify(lazy)).toBe(JSON.stringify(node));
      expect(wholeNode(lazy)).toEqual(node);
    }
  });

  test("tells its outline and its keys without being read", () => {
    const node = unread(OUTLINE);

    for (const [key, value] of Object.entries(OUTLINE)) expect(Reflect.get(node, key)).toEqual(value);
    expect("columns" in node).toBe(true);
    expect("freshness" in node).toBe(false);
    expect(() => node.description).toThrow(SyntaxError);
  });

  test("is refused where it is nested too deeply to be read", () => {
    const text = `{"meta": ${"[".repeat(5000)}${"]".repeat(5000)}}`;
    const node = lazyNode(place("nodes", OUTLINE, text));

    expect(() => node.description).toThrow("manifest.json");
    expect(() => node.description).toThrow(ArtifactError);
  });

  test("is read once", () => {
    const { lazy } = both("nodes", "model.shop.orders", { resource_type: "model", columns: { id: {} } });

    expect(Reflect.get(lazy, "columns")).toBe(Reflect.get(lazy, "columns"));
  });

  test("is the same for the kinds that the example lacks, and in a list of disabled ones", () => {
    for (const type of ["analysis", "operation", "function", "seed", "snapshot"]) {
      const json = { resource_type: type, package_name: "shop", depends_on: { nodes: ["a", "a", "b"] } };
      for (const [section, value] of [
        ["nodes", json],
        ["disabled", [json]],
      ] as const) {
        const { node, lazy } = both(section, `${type}.shop.x`, value);
        expect({ ...lazy }).toEqual(node);
        expect(lazy.dependsOn).toEqual(["a", "b"]);
      }
    }
  });

  test("tells the freshness of a source without being read", () => {
    const freshness = { warn_after: { count: 1, period: "day" } };
    const outline = { ...OUTLINE, resourceType: "source", freshness } as const;

    expect(Reflect.get(unread(outline), "freshness")).toEqual(freshness);
    expect(Reflect.get(unread({ ...outline, freshness: null }), "freshness")).toBeNull();
  });

  test("cannot be written to or frozen, and a promise may hold it unread", async () => {
    const node = unread(OUTLINE);

    expect(Reflect.set(node, "name", "x")).toBe(false);
    expect(Reflect.set(node, "x", 1)).toBe(false);
    expect(Reflect.deleteProperty(node, "name")).toBe(false);
    expect(() => Object.freeze(node)).toThrow(TypeError);
    expect("x" in unread(OUTLINE)).toBe(false);
    expect(await Promise.resolve(node)).toBe(node);
  });

  test("leaves a node that was read as it is", () => {
    const { node } = both("nodes", "model.shop.orders", { resource_type: "model" });

    expect(wholeNode(node)).toBe(node);
  });
});
