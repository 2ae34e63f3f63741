import { describe, expect, test } from "vitest";
import { findCycles, findCyclesFrom } from "../../../src/core/lineage/cycles.ts";
import { graphOf, graphs } from "../../../src/core/lineage/graph.ts";
import { sideOf } from "../../support/manifest.ts";

function projectOf(edges: Readonly<Record<string, readonly string[]>>) {
  const nodes = Object.entries(edges).map(([name, parents]) => [
    `model.shop.${name}`,
    { depends_on: { nodes: parents.map((parent) => `model.shop.${parent}`) } },
  ]);
  return sideOf({ nodes: Object.fromEntries(nodes) }).project;
}

const short = (id: string) => id.replace("model.shop.", "");

describe("graphOf", () => {
  test("walks downstream nearest first, with one shortest path each", () => {
    const graph = graphOf(projectOf({ a: [], b: ["a"], c: ["b"], d: ["a", "c"] }));

    const reached = graph.downstream(["model.shop.a"]);

    expect(reached.map(({ uniqueId, distance }) => [short(uniqueId), distance])).toEqual([
      ["b", 1],
      ["d", 1],
      ["c", 2],
    ]);
    expect(reached[2]?.path.map(short)).toEqual(["a", "b", "c"]);
  });

  test("walks upstream, and ends on a cycle", () => {
    const graph = graphOf(projectOf({ a: ["c"], b: ["a"], c: ["b"] }));

    expect(graph.upstream(["model.shop.c"]).map(({ uniqueId }) => short(uniqueId))).toEqual(["b", "a"]);
  });

  test("of two projects together keeps what hung on a removed object", () => {
    const graph = graphs(projectOf({ a: [], b: ["a"] }), projectOf({ b: [] })).union;

    expect(graph.childrenOf("model.shop.a").map(short)).toEqual(["b"]);
  });
});

describe("findCyclesFrom", () => {
  test("finds the circles that some objects are part of or read, and no others", () => {
    const project = projectOf({ a: ["b"], b: ["a"], c: ["b"], x: ["y"], y: ["x"], z: [] });
    const from = (...names: readonly string[]) =>
      findCyclesFrom(
        names.map((name) => `model.shop.${name}`),
        project,
      ).map(short);

    expect(from("a")).toEqual(["a", "b"]);
    expect(from("c", "z")).toEqual(["a", "b"]);
    expect(from("z", "missing")).toEqual([]);
    expect(from("y", "c")).toEqual(["a", "b", "x", "y"]);
  });
});

describe("findCycles", () => {
  test("finds none in a healthy project", () => {
    expect(findCycles(projectOf({ a: [], b: ["a"], c: ["a", "b", "missing"] }))).toEqual([]);
  });

  test("names the objects on the circle and not those that merely hang on it", () => {
    const project = projectOf({ root: [], a: ["b", "root"], b: ["a"], leaf: ["b"] });

    expect(findCycles(project).map(short)).toEqual(["a", "b"]);
  });
});
