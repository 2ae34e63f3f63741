import { afterAll, describe, expect, test } from "vitest";
import { noUsage } from "./support/no-usage.ts";
import { defaultConfig } from "../src/core/config.ts";
import type { Report } from "../src/core/report.ts";
import { sqlEngine } from "../src/edges/sql/sql-engine.ts";
import { review } from "../src/review.ts";
import { sideOf, type ManifestSketch } from "./support/manifest.ts";

const engine = sqlEngine({ threads: 1, timeout: 1000, startUp: 8000 });

afterAll(async () => {
  await engine.close();
});

function times(count: number, text: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_item, index) => text(index));
}

/** What nobody writes, and a pull request can hold. */
const HOSTILE: Readonly<Record<string, string>> = {
  endless: `select 1 as a from t where ${times(60_000, (index) => `a${index} = 1`).join(" and ")}`,
  wide: `select ${times(10_000, (index) => `a${index}`).join(", ")} from t`,
  parentheses: `select ${"(".repeat(500)}1${")".repeat(500)} as a`,
  queries: `select * from ${"(select * from ".repeat(500)}t${")".repeat(500)}`,
  huge: `select '${"x".repeat(5 * 1024 ** 2)}' as a from t`,
  unterminated: "select 'abc as a from t",
};

/** A project with a model for each hostile statement, which in base was an ordinary one, and one that stays ordinary. */
function project(statements: Readonly<Record<string, string>>): ManifestSketch {
  const all = { ...statements, ordinary: statements === HOSTILE ? "select a from t where a > 0" : PLAIN };
  return {
    nodes: Object.fromEntries(
      Object.entries(all).map(([name, sql]) => [
        `model.shop.${name}`,
        { alias: name, raw_code: sql, compiled_code: sql },
      ]),
    ),
  };
}

const PLAIN = "select a from t";

async function reviewHostile(): Promise<Report> {
  const plain = Object.fromEntries(Object.keys(HOSTILE).map((name) => [name, PLAIN]));
  const sides = new Map([
    ["base", sideOf(project(plain))],
    ["head", sideOf(project(HOSTILE))],
  ]);
  const artifacts = { readSide: (location: string) => Promise.resolve(sides.get(location) ?? sideOf({})) };
  const request = { base: "base", head: "head", config: defaultConfig };
  // The first statement of a thread has the time that it takes to start, too.
  await engine.read([{ sql: PLAIN, adapterType: null, upstream: [] }]);
  return await review(request, {
    artifacts,
    sql: engine,
    usage: noUsage,
    clock: { now: () => 0 },
    version: "0.0.0",
  });
}

describe("statements that nobody can read", () => {
  test("do not take the review down: it says which, and why, and compares the others", async () => {
    const { changes, fidelity, verdict } = await reviewHostile();

    const classOf = (name: string): string | undefined =>
      changes.find((change) => change.uniqueId === `model.shop.${name}`)?.sql?.class;
    expect(classOf("ordinary")).toBe("rows");
    expect(["endless", "huge", "unterminated"].map(classOf)).toEqual(["unknown", "unknown", "unknown"]);
    expect(verdict).not.toBe("clean");
    const said = fidelity.filter(({ input }) => input === "SQL").map(({ effect }) => effect);
    expect(said.join("\n")).toMatch(/endless[^]*longer than 1 s/u);
    for (const name of ["huge", "unterminated"]) expect(said.join("\n")).toContain(name);
  }, 120_000);
});
