import { existsSync, readFileSync } from "node:fs";
import type { Artifacts, Side } from "../../src/core/manifest/artifacts.ts";
import { parseManifest } from "../../src/core/manifest/parse.ts";
import type { Catalog, CatalogColumn, RunResult, RunResults } from "../../src/core/manifest/siblings.ts";
import type { UsageLog } from "../../src/core/usage/usage-log.ts";
import type { RuleContext } from "../../src/rules/context.ts";
import type { Found, Rule } from "../../src/rules/rule.ts";
import { contextOf, sqlContextOf } from "./context.ts";
import { sideWith } from "./manifest.ts";

const FIXTURES = new URL("../../fixtures/rules/", import.meta.url);

/** Reads `fixtures/rules/<rule>/<scenario>/`, diffs its two sides and runs the one rule over them. */
export function checkFixture(rule: Rule, scenario: string): readonly Found[] {
  return rule.check(fixtureContext(`${rule.id}/${scenario}`));
}

/**
 * What a rule sees of a pair of small manifests under `fixtures/rules/`: `base.json` and `head.json`, with
 * `<side>-catalog.json`, `<side>-run_results.json` and `usage.json` beside them where the rule needs them.
 */
export function fixtureContext(folder: string): RuleContext {
  return contextOf(fixtureSides(folder), fixtureLog(folder));
}

/** As `checkFixture`, for a rule that looks at SQL. */
export async function checkSqlFixture(rule: Rule, scenario: string): Promise<readonly Found[]> {
  return rule.check(await sqlFixtureContext(`${rule.id}/${scenario}`));
}

/** As `fixtureContext`, with the SQL compared and columns traced in this thread. */
async function sqlFixtureContext(folder: string): Promise<RuleContext> {
  return await sqlContextOf(fixtureSides(folder), fixtureLog(folder));
}

/** Both sides of a fixture, read. */
export function fixtureSides(folder: string): Artifacts {
  return { base: readFixtureSide(folder, "base"), head: readFixtureSide(folder, "head") };
}

/** What query logs say, where a fixture has `usage.json` beside its manifests. */
function fixtureLog(folder: string): UsageLog | null {
  const url = new URL(`${folder}/usage.json`, FIXTURES);
  return existsSync(url) ? JSON.parse(readFileSync(url, "utf8")) : null;
}

function readFixtureSide(folder: string, side: "base" | "head"): Side {
  return sideWith(parseManifest(readJson(`${folder}/${side}.json`)), {
    catalog: readCatalog(readJson(`${folder}/${side}-catalog.json`)),
    runResults: readRunResults(readJson(`${folder}/${side}-run_results.json`)),
  });
}

function readJson(name: string) {
  const url = new URL(name, FIXTURES);
  return existsSync(url) ? JSON.parse(readFileSync(url, "utf8")) : undefined;
}

interface CatalogFile {
  readonly nodes?: Record<string, { readonly columns: Record<string, CatalogColumn> }>;
  readonly sources?: Record<string, { readonly columns: Record<string, CatalogColumn> }>;
}

function readCatalog(file: CatalogFile | undefined): Catalog | null {
  if (file === undefined) return null;
  const tables = Object.entries({ ...file.nodes, ...file.sources });
  const columns = Object.fromEntries(tables.map(([id, table]) => [id, Object.values(table.columns)]));
  return { invocationId: null, generatedAt: null, columns };
}

interface ResultsFile {
  readonly args?: { readonly which?: string };
  readonly results: readonly {
    readonly unique_id: string;
    readonly status: string;
    readonly execution_time: number;
  }[];
}

function readRunResults(file: ResultsFile | undefined): RunResults | null {
  if (file === undefined) return null;
  const results = file.results.map((result): RunResult => ({
    uniqueId: result.unique_id,
    status: result.status,
    executionTime: result.execution_time,
    failures: null,
  }));
  return { invocationId: null, generatedAt: null, command: file.args?.which ?? "build", results };
}
