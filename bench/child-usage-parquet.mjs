// Turns a log of lines into one of Parquet, as an export would write it.
import { openDatabase, quoted } from "../build/edges/usage/database.js";

const [lines, parquet] = process.argv.slice(2);
const database = await openDatabase(null, null);
// Whoever exports has the room for it; what is measured is the reading.
await database.run("SET memory_limit='4GB'");
await database.run("SET preserve_insertion_order=false");
await database.run(
  `COPY (SELECT * FROM read_json(${quoted(lines)}, format='newline_delimited')) TO ${quoted(parquet)} (FORMAT parquet, COMPRESSION zstd)`,
);
database.close();
globalThis.measured = {};
