import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/core/config.ts";
import { openDatabase, quoted } from "../../../src/edges/usage/database.ts";
import { build, fileWith, ndjson, lastSnapshot, whole } from "../../support/usage-build.ts";

const PAID = "select amount from marts.orders";

/** Everything in which the name of a person may stand. */
const LOG = ndjson([
  { query: `${PAID} where created_by = 'ann.smith'`, user: "ann.smith" },
  { query: `${PAID} -- asked by ann.smith`, user: "ANN.SMITH@example.com", query_id: "1" },
  { query: 'select amount from marts.orders join "ann.smith@example.com".mine using (id)', user: "ben@corp" },
  { query: `/* Username: carla@example.com, Task ID: 1, Query ID: 15, Queue: q, Query Hash: x */ ${PAID}` },
  {
    query: PAID,
    user: "dora",
    application_name: "Tableau",
    query_tag: '{"dashboard": "dora@example.com: revenue"}',
  },
  { query: PAID, user: "svc_reports" },
]);
const COUNTS =
  "relation,user,query_count,tool,dashboard\nanalytics.marts.orders,emil@example.com,3,emil@example.com,by emil@example.com\n";
const NAMES = /ann\.smith|ben@|carla|dora|svc_reports|emil|@/iu;

const teams = [
  { name: "Finance", users: ["ann.*", "BEN@*"] },
  { name: "Everybody else", users: ["*@example.com"] },
];

async function keptUnder(privacy: Config["privacy"]) {
  const files = [fileWith("people.ndjson", LOG), fileWith("people@example.com.csv", COUNTS)];
  const { log } = await build(files, { config: { privacy } });
  return { use: whole(log), kept: await allOf(lastSnapshot) };
}

/** All that a snapshot holds, as text. */
async function allOf(file: string): Promise<string> {
  const database = await openDatabase(null, null);
  try {
    const rows = await database.rows(`SELECT * FROM read_parquet(${quoted(file)})`);
    const header = await database.rows(
      `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${quoted(file)})`,
    );
    return JSON.stringify([rows, header]);
  } finally {
    database.close();
  }
}

describe("a snapshot", () => {
  test("holds how many people there are, and no name of any, where people are counted", async () => {
    const { use, kept } = await keptUnder({ people: "counts", teams });

    expect(use).toMatchObject({ queries: 9, people: 7, teams: [], names: [] });
    expect(kept).toContain("marts.orders");
    expect(kept).not.toMatch(NAMES);
    expect(kept).not.toContain("Finance");
  });

  test("holds how many are of each team, and no name of any, where teams are wanted", async () => {
    const { use, kept } = await keptUnder({ people: "teams", teams });

    expect(use).toMatchObject({
      people: 7,
      names: [],
      teams: [
        { name: "Finance", people: 3 },
        { name: "Everybody else", people: 2 },
      ],
    });
    expect(kept).not.toMatch(NAMES);
  });

  test("holds names where names are wanted, and the teams too", async () => {
    const { use } = await keptUnder({ people: "names", teams });

    expect(use?.names).toContain("dora");
    expect(use?.teams).toHaveLength(2);
  });
});
