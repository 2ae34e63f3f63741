import type { SqlEngine } from "../../src/ports.ts";

/** An engine that must not be asked: for reviews in which no SQL changed. */
export const noSql: SqlEngine = {
  render: () => Promise.reject(new Error("no SQL is to be rendered")),
  read: () => Promise.reject(new Error("no SQL is to be read")),
  close: () => Promise.resolve(),
};
