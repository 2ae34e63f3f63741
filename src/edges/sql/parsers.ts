import { createRequire } from "node:module";
import type * as Polyglot from "@polyglot-sql/sdk";
import type { Json } from "../../core/json.ts";
import type { Dialect } from "../../core/sql/dialect.ts";

/** A parser did not take the statement. */
export class ParseFailure extends Error {
  override name = "ParseFailure";
}

/** Polyglot as CommonJS reads its WASM from disk; as ESM it fetches the file, and Node's fetch takes 0.1 s to load. */
const load: (name: "@polyglot-sql/sdk") => typeof Polyglot = createRequire(import.meta.url);

/** Loads polyglot, which takes some 0.3 s. */
export async function loadFirstParser(): Promise<typeof Polyglot> {
  const polyglot = load("@polyglot-sql/sdk");
  await polyglot.init();
  return polyglot;
}

/** The syntax tree of the one statement in a text, by polyglot. Throws `ParseFailure`. */
export async function parseWithPolyglot(sql: string, { polyglot }: Dialect): Promise<Json> {
  const { parse, Dialect: Known } = await loadFirstParser();
  const isKnown = (name: string): name is Polyglot.Dialect => Object.values<string>(Known).includes(name);
  const { success, ast, error } = parse(sql, isKnown(polyglot) ? polyglot : Known.Generic);
  if (!success || !isStatements(ast)) throw new ParseFailure(error ?? "no statement");
  const [statement] = ast;
  if (statement === undefined || ast.length > 1) {
    throw new ParseFailure(`${ast.length} statements where one is expected`);
  }
  return statement;
}

/** A syntax tree comes out of the parser as JSON. */
function isStatements(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The statement in one spelling, by sqlparser-rs. Throws `ParseFailure`. */
export async function normalizeWithSqlparser(sql: string, { sqlparser }: Dialect): Promise<string> {
  const { dialectFromString, format, init } = await import("@guanmingchiu/sqlparser-ts");
  await init();
  try {
    return format(sql, dialectFromString(sqlparser) ?? "generic");
  } catch (error) {
    throw new ParseFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The builds of node-sql-parser that were loaded, by dialect. Its whole is 89 MB, a build a quarter of one. */
const builds = new Map<string, (sql: string) => unknown>();

/** The syntax tree by node-sql-parser; null where it has no build for the dialect or does not take the statement. */
export function parseWithNodeSqlParser(sql: string, { nodeSqlParser }: Dialect): Json {
  if (nodeSqlParser === null) return null;
  const parse = builds.get(nodeSqlParser) ?? loadBuild(nodeSqlParser);
  builds.set(nodeSqlParser, parse);
  try {
    const syntax = parse(sql);
    return isTree(syntax) ? syntax : null;
  } catch {
    // It takes four statements of five; one that it does not take says nothing against the first parser.
    return null;
  }
}

function isTree(value: unknown): value is Json {
  return typeof value === "object";
}

function loadBuild(name: string): (sql: string) => unknown {
  const load = createRequire(import.meta.url);
  const build: unknown = load(`node-sql-parser/build/${name}`);
  if (!hasParser(build)) throw new TypeError(`node-sql-parser has no build for ${name}`);
  const parser = new build.Parser();
  return (sql) => parser.astify(sql);
}

interface Build {
  readonly Parser: new () => { readonly astify: (sql: string) => unknown };
}

function hasParser(build: unknown): build is Build {
  return typeof build === "object" && build !== null && "Parser" in build;
}
