import { renderModel } from "../../src/core/jinja/dbt/render-model.ts";
import { openSide } from "../../src/core/jinja/dbt/render-state.ts";
import { readSql } from "../../src/edges/sql/read-statement.ts";
import type { SqlEngine } from "../../src/ports.ts";

/** Renders and reads SQL in the thread that asks: without the pools, their limits and the cache. */
export const directEngine: SqlEngine = {
  render: (project, job) => Promise.resolve(renderModel(openSide(project), job)),
  read: (statements) => Promise.all(statements.map(readSql)),
  close: () => Promise.resolve(),
};
