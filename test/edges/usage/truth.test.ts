import { expect, test } from "vitest";
import { logEntries, logManifest } from "../../../bench/query-log.mjs";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import { sideWith } from "../../support/manifest.ts";
import { build, fileWith } from "../../support/usage-build.ts";

interface Entry {
  readonly line: object;
  readonly truth: {
    readonly use: boolean;
    readonly reason?: string;
    readonly reads?: readonly string[];
    readonly tool?: string | null;
    readonly dashboard?: string | null;
  };
}

function entriesOf(count: number, seed: number): readonly Entry[] {
  return [...logEntries(count, seed)];
}

/** What the generator says of its own queries, added up as a snapshot adds up. */
function truthOf(entries: readonly Entry[]) {
  const relations = new Map<string, number>();
  const columns = new Map<string, number>();
  for (const { truth } of entries) {
    const ids = new Set((truth.reads ?? []).map((read) => read.split(".").slice(0, 3).join(".")));
    for (const id of ids) relations.set(id, (relations.get(id) ?? 0) + 1);
    for (const read of new Set(truth.reads)) columns.set(read, (columns.get(read) ?? 0) + 1);
  }
  return { relations, columns };
}

/** The share of counts that are exactly right. */
function shareRight(truth: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): number {
  const keys = new Set([...truth.keys(), ...found.keys()]);
  const right = [...keys].filter((key) => truth.get(key) === found.get(key)).length;
  return right / keys.size;
}

test("a generated log is read as its generator knows it", { timeout: 60_000 }, async () => {
  const entries = entriesOf(6000, 7);
  const file = fileWith("truth.ndjson", entries.map(({ line }) => `${JSON.stringify(line)}\n`).join(""));
  const side = sideWith(parseManifest(logManifest()), {});

  const { log, leftOut, queries, parsedShare } = await build([file], { side, now: "2026-11-26" });

  const used = entries.filter(({ truth }) => truth.use);
  const truth = truthOf(used);
  const found = (isColumn: boolean) =>
    new Map(
      log.uses
        .filter(({ column }) => (column !== null) === isColumn)
        .map(({ uniqueId, column, queries: count }) => [
          isColumn ? `${uniqueId}.${column ?? ""}` : uniqueId,
          count,
        ]),
    );
  expect(shareRight(truth.relations, found(false))).toBeGreaterThanOrEqual(0.99);
  expect(shareRight(truth.columns, found(true))).toBeGreaterThanOrEqual(0.97);
  expect(queries).toBe(used.length);
  expect(leftOut.dbt).toBe(entries.filter(({ truth: { reason } }) => reason === "dbt").length);
  expect(parsedShare).toBe(1);
});

test("every dashboard that a query names is found, with its tool", { timeout: 60_000 }, async () => {
  const entries = entriesOf(1200, 11);
  const tagged = entries.filter(({ truth }) => truth.use && typeof truth.dashboard === "string");
  const side = sideWith(parseManifest(logManifest()), {});
  const file = fileWith("tags.ndjson", tagged.map(({ line }) => `${JSON.stringify(line)}\n`).join(""));

  const { log } = await build([file], { side, now: "2026-11-26" });

  const wanted = new Set(tagged.map(({ truth }) => `${truth.tool} ${truth.dashboard}`));
  const found = log.uses.flatMap(({ dashboards }) =>
    dashboards.map(({ tool, name }) => `${tool ?? ""} ${name}`),
  );
  expect(new Set(found)).toEqual(wanted);
});
