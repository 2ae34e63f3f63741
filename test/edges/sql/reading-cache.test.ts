import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SqlReading } from "../../../src/core/sql/reading.ts";
import { ReadingCache } from "../../../src/edges/sql/reading-cache.ts";
import { sqlEngine } from "../../../src/edges/sql/sql-engine.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-readings-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const statement = { sql: "select a from t", adapterType: "snowflake", upstream: [] };

test("keeps nothing that depends on the moment", async () => {
  const late: SqlReading = { state: "unread", code: "timeout", why: "reading it took longer than 5 s" };
  const first = new ReadingCache(10, folder);
  await first.get(statement, () => Promise.resolve(late));
  await first.flush();

  expect(await readdir(folder)).toEqual([]);
});

describe("an engine with a folder", () => {
  test("reads a statement of an earlier run from it, without a thread", async () => {
    const first = sqlEngine({ folder });
    const [read] = await first.read([statement]);
    await first.close();
    // A thread that could be asked would be too late.
    const second = sqlEngine({ folder, timeout: 0, startUp: 0 });

    const [known, other] = await second.read([statement, { ...statement, adapterType: "postgres" }]);
    await second.close();

    expect(read?.state).toBe("read");
    expect(known).toEqual(read);
    expect(other).toMatchObject({ state: "unread", code: "timeout" });
  });

  test("writes no SQL into names of files", async () => {
    const engine = sqlEngine({ folder });
    await engine.read([statement]);
    await engine.close();

    const names = await readdir(folder, { recursive: true });

    expect(names.filter((name) => !/^[0-9a-f]{2}(\/[0-9a-f]{64})?$/u.test(name))).toEqual([]);
    expect(names).toHaveLength(2);
  });
});
