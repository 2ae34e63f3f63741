import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { logEntries, logManifest } from "../../../bench/query-log.mjs";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import { openDatabase, quoted } from "../../../src/edges/usage/database.ts";
import { rowGroupRanges } from "../../../src/edges/usage/row-groups.ts";
import { sideWith } from "../../support/manifest.ts";
import { build, countsIn, fileWith } from "../../support/usage-build.ts";

const side = sideWith(parseManifest(logManifest()), {});
const settings = { side, now: "2026-11-26" };

/** A generated log of three row groups, which DuckDB makes of no fewer than 2048 rows. */
async function parquetLog(name: string): Promise<string> {
  const lines = [...logEntries(6000, 7)].map(({ line }) => JSON.stringify(line)).join("\n");
  const source = fileWith(`${name}.ndjson`, lines);
  const file = fileWith(`${name}.parquet`, "");
  const database = await openDatabase(null, null);
  await database.run(
    `COPY (SELECT * FROM read_json(${quoted(source)})) TO ${quoted(file)} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  database.close();
  return file;
}

test("row groups are put together as long as they are small enough", async () => {
  const file = await parquetLog("ranges");
  const database = await openDatabase(null, null);

  const whole = await rowGroupRanges(file, { database, most: 1e9 });
  const single = await rowGroupRanges(file, { database, most: 1 });
  database.close();

  expect(whole).toEqual([{ from: 0, to: 6000 }]);
  expect(single).toEqual([
    { from: 0, to: 2048 },
    { from: 2048, to: 4096 },
    { from: 4096, to: 6000 },
  ]);
});

test(
  "a log that is read row group by row group gives what it gives in one piece",
  { timeout: 60_000 },
  async () => {
    const file = await parquetLog("pieces");

    const whole = await build([file], settings);
    const pieced = await build([file], { ...settings, unpacked: 1 });

    expect(pieced.files).toEqual([{ name: "pieces.parquet", format: "parquet", entries: 6000, why: null }]);
    expect(pieced.leftOut).toEqual(whole.leftOut);
    expect(pieced.log).toEqual(whole.log);
  },
);

test("nothing counts of a file that breaks after its first row group", { timeout: 60_000 }, async () => {
  const good = await parquetLog("good");
  const bytes = readFileSync(good);
  const middle = Math.floor(bytes.length / 2);
  const broken = fileWith("broken.parquet", bytes.fill(0, middle, middle + 50_000));

  const alone = await build([good], settings);
  const both = await build([good, broken], { ...settings, unpacked: 1 });

  expect(both.files[1]).toMatchObject({ format: null, why: expect.stringContaining("reading it failed") });
  expect(both.queries).toBe(alone.queries);
  expect(countsIn(both.log)).toEqual(countsIn(alone.log));
});
