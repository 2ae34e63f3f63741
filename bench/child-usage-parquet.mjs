// Turns a log of lines into one of Parquet, as an export would write it.
import { DuckDBInstance } from "@duckdb/node-api";
import { quoted } from "../build/edges/usage/database.js";

const [lines, parquet] = process.argv.slice(2);
// Whoever exports has the room for it; what is measured is the reading.
const instance = await DuckDBInstance.create(":memory:", {
  memory_limit: "4GB",
  preserve_insertion_order: "false",
});
const connection = await instance.connect();
await connection.run(
  `COPY (SELECT * FROM read_json(${quoted(lines)}, format='newline_delimited')) TO ${quoted(parquet)} (FORMAT parquet, COMPRESSION zstd)`,
);
connection.closeSync();
instance.closeSync();
globalThis.measured = {};
