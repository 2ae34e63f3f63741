import { quoted, type Database } from "./database.ts";

/** Rows of a file, by their number: from the first to before the last. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The row groups of a Parquet file in pieces of neighbors, each of at most `most` bytes unpacked where a row group alone is
 * not more. DuckDB holds a page of each row group that it reads, and some writers make one page of a row group's texts.
 */
export async function rowGroupRanges(
  file: string,
  { database, most }: { readonly database: Database; readonly most: number },
): Promise<readonly RowRange[]> {
  const groups = await database.rows(
    `SELECT row_group_id, any_value(row_group_num_rows) AS rows, sum(total_uncompressed_size) AS bytes
    FROM parquet_metadata(${quoted(file)}) GROUP BY row_group_id ORDER BY row_group_id`,
  );
  const ranges: RowRange[] = [];
  let [from, to, held] = [0, 0, 0];
  for (const group of groups) {
    const bytes = Number(group["bytes"]);
    if (to > from && held + bytes > most) {
      ranges.push({ from, to });
      [from, held] = [to, 0];
    }
    to += Number(group["rows"]);
    held += bytes;
  }
  return [...ranges, { from, to }];
}
