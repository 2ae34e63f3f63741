import { logColumnsOf, type LogColumns } from "../../core/usage/log-fields.ts";
import { csvHeaderOf, POSTGRES_COLUMNS, withRuns } from "./csv-header.ts";
import { encodingOf } from "./encoding.ts";
import { named, quoted, textIn, type Database, type Row } from "./database.ts";
import { rowGroupRanges } from "./row-groups.ts";

/** How a file is read: expressions for FROM whose columns are all texts, and which of them is what. */
export interface LogFormat {
  /** `ndjson`, `json`, `csv`, `parquet`, `postgres csvlog`. */
  readonly name: string;
  /** One for each piece of the file, to be read one after the other. */
  readonly pieces: readonly string[];
  readonly columns: LogColumns;
  /** Whether lines that could not be read are put into `reject_errors`. */
  readonly rejects: boolean;
  /** What the first entry says of the window, where a file begins with a header. */
  readonly header: Row | null;
}

/** Entries that are looked at to learn which columns a file has. */
const SAMPLE = 1000;

/** How a file is to be read, of Parquet about `most` bytes at once; a sentence without a full stop where it cannot. */
export async function formatOf(file: string, database: Database, most: number): Promise<LogFormat | string> {
  const name = file.replace(/\.(?:gz|zst)$/iu, "").toLowerCase();
  // Else two threads read a large file, and what comes first need not be its header.
  await database.run("SET preserve_insertion_order=true");
  try {
    if (name.endsWith(".parquet")) return await parquetFormat(file, database, most);
    if ((await encodingOf(file)) === "utf-16")
      return "it is UTF-16; turn it into UTF-8, such as with `iconv -f UTF-16 -t UTF-8`";
    if (/\.(?:csv|tsv|txt|log)$/u.test(name)) return await csvFormat(file, database);
    if (/\.(?:json|jsonl|ndjson)$/u.test(name)) return await jsonFormat(file, database);
    return "its name does not end in .ndjson, .jsonl, .json, .csv, .tsv or .parquet (.gz and .zst may follow)";
  } catch (error) {
    return `it cannot be read: ${firstLine(error)}`;
  } finally {
    await database.run("SET preserve_insertion_order=false");
  }
}

function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(/\.$/u, "");
}

async function jsonFormat(file: string, database: Database): Promise<LogFormat | string> {
  for (const format of ["newline_delimited", "array", "auto"] as const) {
    const options = format === "newline_delimited" ? ", ignore_errors=true" : "";
    const sample = await objectsIn(file, { format, options }, database);
    if (sample.length === 0) continue;
    const names = namesIn(sample);
    const columns = logColumnsOf(names);
    if (typeof columns === "string") return columns;
    const tops = [...new Set(Object.values(columns).map(topOf))];
    const types = tops.map((top) => `${named(top)}: 'VARCHAR'`).join(", ");
    const from = `read_json(${quoted(file)}, format='${format}'${options}, columns={${types}}, maximum_object_size=${MOST_BYTES})`;
    const [first = {}] = sample;
    const isLines = format === "newline_delimited";
    return { name: isLines ? "ndjson" : "json", pieces: [from], columns, rejects: false, header: first };
  }
  const isReadable = (await encodingOf(file)) === "utf-8";
  return isReadable ? "no line of it is a JSON object" : "no line of it is a JSON object in UTF-8";
}

/** Bytes of one entry; a statement of a megabyte with its escapes fits. */
const MOST_BYTES = 16_777_216;

async function objectsIn(
  file: string,
  { format, options }: { readonly format: string; readonly options: string },
  database: Database,
): Promise<readonly Row[]> {
  const from = `read_json_objects(${quoted(file)}, format='${format}'${options}, maximum_object_size=${MOST_BYTES})`;
  const sql = `SELECT CAST(json AS VARCHAR) AS entry FROM ${from} WHERE json_type(json) = 'OBJECT' LIMIT ${SAMPLE}`;
  try {
    const rows = await database.rows(sql);
    return rows.map(({ entry }) => objectIn(entry));
  } catch {
    return []; // another format may fit
  }
}

function objectIn(entry: unknown): Row {
  const value: unknown = typeof entry === "string" ? JSON.parse(entry) : null;
  return isRow(value) ? value : {};
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The keys of all objects, and those of the objects straight in them after a dot. */
function namesIn(objects: readonly Row[]): readonly string[] {
  const names = new Set<string>();
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      names.add(key);
      if (isRow(value)) for (const inner of Object.keys(value)) names.add(`${key}.${inner}`);
    }
  }
  return [...names];
}

async function csvFormat(file: string, database: Database): Promise<LogFormat | string> {
  const lines = `read_csv(${quoted(file)}, columns={line: 'VARCHAR'}, delim='\u0001', quote='', escape='', header=false, auto_detect=false, ignore_errors=true)`;
  const [first] = await database.rows(`SELECT line FROM ${lines} LIMIT 1`);
  const header = csvHeaderOf(typeof first?.["line"] === "string" ? first["line"] : "");
  if (header === null) return "it has no first line";
  const { names, delimiter, isPostgres } = header;
  const columns = isPostgres ? POSTGRES_COLUMNS : logColumnsOf(names);
  if (typeof columns === "string") return columns;
  const types = names.map((name) => `${named(name)}: 'VARCHAR'`).join(", ");
  const read = (encoding: string) =>
    `read_csv(${quoted(file)}, auto_detect=false, header=${isPostgres ? "false" : "true"}, delim=${quoted(delimiter)}, quote='"', escape='"', columns={${types}}, null_padding=true, strict_mode=false, parallel=false, ignore_errors=true, store_rejects=true, max_line_size=4194304${encoding})`;
  // Of several encodings in one file, the lines in UTF-8 are read, and the others counted.
  const from = read((await encodingOf(file)) === "latin-1" ? ", encoding='latin-1'" : "");
  return {
    name: isPostgres ? "postgres csvlog" : "csv",
    pieces: [isPostgres ? withRuns(from) : from],
    columns,
    rejects: true,
    header: null,
  };
}

async function parquetFormat(file: string, database: Database, most: number): Promise<LogFormat | string> {
  const source = `read_parquet(${quoted(file)})`;
  const described = await database.rows(`DESCRIBE SELECT * FROM ${source}`);
  const parts = described.map((row) => ({
    name: textIn(row, "column_name"),
    type: textIn(row, "column_type"),
  }));
  const columns = logColumnsOf(parts.map(({ name }) => name));
  if (typeof columns === "string") return columns;
  const wanted = new Set(Object.values(columns));
  const casts = parts
    .filter(({ name }) => wanted.has(name))
    .map(
      ({ name, type }) =>
        `CAST(${isNested(type) ? `to_json(${named(name)})` : named(name)} AS VARCHAR) AS ${named(name)}`,
    );
  const ranges = await rowGroupRanges(file, { database, most });
  const numbered = `read_parquet(${quoted(file)}, file_row_number=true)`;
  const froms =
    ranges.length === 1
      ? [source]
      : ranges.map(
          ({ from, to }) => `${numbered} WHERE file_row_number >= ${from} AND file_row_number < ${to}`,
        );
  return {
    name: "parquet",
    pieces: froms.map((from) => `(SELECT ${casts.join(", ")} FROM ${from})`),
    columns,
    rejects: false,
    header: null,
  };
}

function isNested(type: string): boolean {
  return type.includes("STRUCT") || type.includes("[]") || type.startsWith("MAP");
}

/** The column of a file that a name with a dot goes into. */
export function topOf(name: string): string {
  return name.split(".", 1)[0] ?? name;
}
