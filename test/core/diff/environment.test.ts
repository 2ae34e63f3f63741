import { describe, expect, test } from "vitest";
import { diffProjects } from "../../../src/core/diff/diff-projects.ts";
import { artifactsOf, type ManifestSketch } from "../../support/manifest.ts";

type Relations = Readonly<
  Record<string, { readonly database?: string; readonly schema: string; readonly configured?: string }>
>;

function project(relations: Relations): ManifestSketch {
  const entries = Object.entries(relations).map(([name, { database = "prod", schema, configured }]) => [
    `model.shop.${name}`,
    {
      raw_code: `select '${name}'`,
      database,
      schema,
      alias: name,
      unrendered_config: configured === undefined ? {} : { schema: configured },
    },
  ]);
  return { nodes: Object.fromEntries(entries) };
}

function moves(base: Relations, head: Relations) {
  return diffProjects(artifactsOf(project(base), project(head))).flatMap((change) =>
    change.edits.map(
      (edit) => `${change.uniqueId} ${edit.aspect}: ${edit.before ?? ""} -> ${edit.after ?? ""}`,
    ),
  );
}

describe("relations", () => {
  test("another environment's names are no move", () => {
    const base = { a: { schema: "marts" }, b: { schema: "marts" }, c: { schema: "staging" } };
    const head = {
      a: { database: "ci", schema: "pr_7_marts" },
      b: { database: "ci", schema: "pr_7_marts" },
      c: { database: "ci", schema: "pr_7_staging" },
    };

    expect(moves(base, head)).toEqual([]);
  });

  test("an environment may put all schemas of another into one", () => {
    const base = { a: { schema: "marts" }, b: { schema: "marts" }, c: { schema: "staging" } };
    const head = { a: { schema: "pr_7" }, b: { schema: "pr_7" }, c: { schema: "pr_7" } };

    expect(moves(base, head)).toEqual([]);
  });

  test("one other name is a move, even where it is the only relation", () => {
    const named = (alias: string) => ({
      nodes: { "model.shop.a": { raw_code: "select 1", schema: "marts", alias } },
    });

    const [change] = diffProjects(artifactsOf(named("a"), named("b")));

    expect(change?.edits).toMatchObject([
      { part: "relation", aspect: "identifier", before: "a", after: "b" },
    ]);
  });

  test("an alias that is configured otherwise is a move in any environment, also where only its result is kept", () => {
    const project = (prefix: string, alias: string): ManifestSketch => ({
      nodes: Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [
          `model.shop.${name}`,
          name === "d"
            ? { raw_code: "select 1", alias: `${prefix}${alias}`, config: { alias } }
            : { raw_code: "select 1", alias: `${prefix}${name}` },
        ]),
      ),
    });

    const changes = diffProjects(artifactsOf(project("", "d"), project("ci_", "e")));

    expect(changes.map(({ uniqueId }) => uniqueId)).toEqual(["model.shop.d"]);
  });

  test("what leaves the environment's pattern has moved", () => {
    const base = {
      a: { schema: "marts" },
      b: { schema: "marts" },
      c: { schema: "marts" },
      d: { schema: "staging" },
    };
    const head = {
      a: { schema: "ci_marts" },
      b: { schema: "ci_marts" },
      c: { schema: "ci_finance" },
      d: { schema: "ci_staging" },
    };

    expect(moves(base, head)).toEqual(["model.shop.c schema: marts -> ci_finance"]);
  });

  test("in one environment every other schema is a move", () => {
    const base = { a: { schema: "marts" }, b: { schema: "marts" }, c: { schema: "finance" } };
    const head = { a: { schema: "marts" }, b: { schema: "marts" }, c: { schema: "ledger" } };

    expect(moves(base, head)).toEqual(["model.shop.c schema: finance -> ledger"]);
  });

  test("a schema that is configured otherwise is a move in any environment", () => {
    const base = { a: { schema: "x_marts", configured: "marts" }, b: { schema: "x" } };
    const head = { a: { schema: "ci_finance", configured: "finance" }, b: { schema: "ci" } };

    expect(moves(base, head)).toEqual(["model.shop.a schema: x_marts -> ci_finance"]);
  });

  describe("with a changed macro that names schemas", () => {
    const macro = (sql: string) => ({ "macro.shop.generate_schema_name": { macro_sql: sql } });
    const [base, head] = [
      project({ a: { schema: "marts" }, b: { schema: "staging" } }),
      project({ a: { schema: "x_marts" }, b: { schema: "x_staging" } }),
    ];
    const movesWith = (before: string, after: string) =>
      diffProjects(
        artifactsOf({ ...base, macros: macro(before) }, { ...head, macros: macro(after) }),
      ).flatMap((change) => change.edits.filter(({ part }) => part === "relation"));

    test("no name is taken for the environment's", () => {
      expect(movesWith("{{ schema }}", "x_{{ schema }}")).toMatchObject([
        { before: "marts", after: "x_marts" },
        { before: "staging", after: "x_staging" },
      ]);
    });

    test("a change of its comments does not count", () => {
      expect(movesWith("{{ schema }}", "{# why #}{{ schema }}")).toEqual([]);
    });
  });
});
