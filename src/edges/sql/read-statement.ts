import { dialectOf, type Dialect } from "../../core/sql/dialect.ts";
import type { StatementFacts } from "../../core/sql/facts.ts";
import { prepareStatement } from "../../core/sql/prepare-statement.ts";
import { readStatement } from "../../core/sql/read/read-query.ts";
import { SyntaxSurprise } from "../../core/sql/read/syntax.ts";
import type { SqlReading, SqlStatement } from "../../core/sql/reading.ts";
import { outputNames, weighOpinion } from "../../core/sql/second-opinion.ts";
import { factsOf } from "../../core/sql/statement-facts.ts";
import {
  normalizeWithSqlparser,
  ParseFailure,
  parseWithNodeSqlParser,
  parseWithPolyglot,
} from "./parsers.ts";

/** Reads a statement with one parser after the other, the best first. Never throws for what stands in the statement. */
export async function readSql(statement: SqlStatement): Promise<SqlReading> {
  const { sql, adapterType, upstream, secondOpinion = false } = statement;
  const dialect = dialectOf(adapterType);
  const prepared = prepareStatement(sql, dialect);
  try {
    const facts = factsOf(readStatement(await parseWithPolyglot(prepared, dialect), dialect), {
      dialect,
      upstream,
    });
    return { state: "read", facts: secondOpinion ? withOpinion(facts, prepared, dialect) : facts };
  } catch (error) {
    return await readAsText(prepared, dialect, reasonOf(error));
  }
}

/** Longer statements, and deeply nested ones, would cost the second parser more than its opinion is worth. */
const OPINION_LENGTH = 20_000;
const OPINION_DEPTH = 24;

function withOpinion(facts: StatementFacts, sql: string, dialect: Dialect): StatementFacts {
  if (sql.length > OPINION_LENGTH || endsInStar(facts) || depthOf(sql) > OPINION_DEPTH) return facts;
  return weighOpinion(facts, outputNames(parseWithNodeSqlParser(sql, dialect)));
}

/** The second parser does not look into what a star stands for, so it has no opinion there. */
function endsInStar({ scopes }: StatementFacts): boolean {
  return scopes.some(({ path, columns }) => path === "root" && columns.some(({ star }) => star === true));
}

function depthOf(sql: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of sql) {
    if (character === "(") deepest = Math.max(deepest, ++depth);
    else if (character === ")") depth--;
  }
  return deepest;
}

async function readAsText(sql: string, dialect: Dialect, why: string): Promise<SqlReading> {
  try {
    return { state: "normalized", text: await normalizeWithSqlparser(sql, dialect), why };
  } catch (error) {
    return { state: "unread", code: "unparsed", why: error instanceof ParseFailure ? why : reasonOf(error) };
  }
}

/** Why a statement was not taken. What is neither the parser's nor the statement's doing is thrown on. */
function reasonOf(error: unknown): string {
  if (error instanceof ParseFailure || error instanceof SyntaxSurprise) return error.message;
  if (error instanceof RangeError) return "it is nested too deeply";
  throw error;
}
