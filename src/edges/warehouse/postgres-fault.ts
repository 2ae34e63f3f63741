import { WarehouseError } from "../../errors.ts";
import { failedStatement, notAnswered, saidBy } from "./fault.ts";

const TITLE = "PostgreSQL";

/** SQLSTATEs of PostgreSQL for what a user can do something about (its appendix A). */
const UNDEFINED_TABLE = "42P01";
const NOT_LOADED = "55000";
const NO_LOGIN = /^28/u;

/** Makes a known error of what the driver throws. */
export function postgresFault(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof Error) || error instanceof WarehouseError) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const said = saidBy(error.message, secrets);
  if (code === UNDEFINED_TABLE || code === NOT_LOADED) return notCounting(said);
  if (NO_LOGIN.test(code)) return noLogin(said);
  const isOfServer = /^[\dA-Z]{5}$/u.test(code);
  return isOfServer ? failedStatement(TITLE, said) : notAnswered(TITLE, { why: said });
}

function notCounting(said: string): WarehouseError {
  return new WarehouseError("warehouse-not-counting", {
    what: "This PostgreSQL database counts no statements that can be seen.",
    why: `It says: ${said}`,
    todo: "It needs version 14 or later, pg_stat_statements in shared_preload_libraries, and in this database `create extension pg_stat_statements`.",
  });
}

function noLogin(said: string): WarehouseError {
  return new WarehouseError("warehouse-unauthorized", {
    what: `${TITLE} refuses the credentials.`,
    why: `It says: ${said}`,
    todo: "Check PGUSER, PGPASSWORD and PGDATABASE.",
  });
}
