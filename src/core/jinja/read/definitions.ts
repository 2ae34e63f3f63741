import { Refusal } from "../refusal.ts";
import type { Callable, Expr, Parameter, Statement } from "../template.ts";
import { readCallable, readSignature } from "./callable.ts";
import type { Reader } from "./reader.ts";
import { readOwnName } from "./target.ts";

/** What a materialization takes when it does not say otherwise. */
const SQL_ONLY: Expr = { type: "list", items: [{ type: "literal", value: "sql" }] };

/** `{% macro name(parameters) %}`. */
export function readMacro(reader: Reader, line: number): Statement {
  const name = readOwnName(reader);
  return named(name, readCallable(reader, readSignature(reader), { end: "endmacro", line }));
}

/** dbt's `{% test name(parameters) %}`: a macro `test_name`. */
export function readTestDefinition(reader: Reader, line: number): Statement {
  return readGenericTest(reader, line, "endtest");
}

/** dbt's `{% data_test name(parameters) %}`: the same. */
export function readDataTest(reader: Reader, line: number): Statement {
  return readGenericTest(reader, line, "enddata_test");
}

/** dbt's `{% snapshot name %}`: its body is the text of the snapshot's node. */
export function readSnapshot(reader: Reader, line: number): Statement {
  return named(`snapshot_${readOwnName(reader)}`, readCallable(reader, [], { end: "endsnapshot", line }));
}

/** dbt's `{% docs name %}`. */
export function readDocs(reader: Reader, line: number): Statement {
  return named(`dbt_docs__${readOwnName(reader)}`, readCallable(reader, [], { end: "enddocs", line }));
}

/** dbt's `{% materialization name, default %}` or `…, adapter='name' %}`, with `supported_languages`. */
export function readMaterialization(reader: Reader, line: number): Statement {
  const { tokens } = reader;
  const name = readOwnName(reader);
  let adapter = "default";
  let languages = SQL_ONLY;
  while (tokens.skip("operator", ",")) {
    const option = tokens.expect("name").text;
    if (option === "default") continue;
    tokens.expect("operator", "=");
    if (option === "adapter") adapter = textOf(reader.expression());
    else if (option === "supported_languages") languages = reader.expression();
    else throw new Refusal(`A materialization has no \`${option}\`.`);
  }
  const parameters: readonly Parameter[] = [{ name: "supported_languages", fallback: languages }];
  const callable = readCallable(reader, parameters, { end: "endmaterialization", line });
  return named(`materialization_${name}_${adapter}`, callable);
}

function readGenericTest(reader: Reader, line: number, end: string): Statement {
  const name = `test_${readOwnName(reader)}`;
  return named(name, readCallable(reader, readSignature(reader), { end, line }));
}

function named(name: string, callable: Callable): Statement {
  return { type: "macro", name, ...callable };
}

function textOf(expr: Expr): string {
  if (expr.type === "literal" && typeof expr.value === "string") return expr.value;
  throw new Refusal("The adapter of a materialization is a string.");
}
