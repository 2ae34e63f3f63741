import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

const demo = fileURLToPath(new URL("../../fixtures/projects/demo/", import.meta.url));
const [base, head, log] = [join(demo, "base"), join(demo, "head"), join(demo, "queries.ndjson")];
const snapshot = join(demo, "usage.parquet");
const folder = mkdtempSync(join(tmpdir(), "headgate-usage-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("headgate usage", () => {
  test("build says what was read, left out and written, and needs no network", async () => {
    const output = join(folder, "usage.parquet");

    const { code, stdout, stderr } = await runCli([
      "usage",
      "build",
      "--log",
      log,
      "--manifest",
      base,
      "--output",
      output,
    ]);

    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr.split("\n")).toEqual([
      "Read queries.ndjson: 628 entries (ndjson)",
      "Left out: 184 entries, dbt's own statements",
      "Left out: 23 entries, loaders and integrations",
      "Left out: 9 entries, failed queries",
      "412 queries of 5 objects; 100 % could be read.",
      "The window is 2026-03-01T00:00:00Z to 2026-06-01T00:00:00Z, 92 days.",
      `Written to ${output}.`,
      "",
    ]);
  });

  test("show tells who queries a column, and the metrics that queries compute by hand", async () => {
    const column = await runCli([
      "usage",
      "show",
      "mart_daily_sales.discount_amount",
      "--usage",
      snapshot,
      "--manifest",
      base,
    ]);
    const whole = await runCli(["usage", "show", "fct_orders", "--usage", snapshot, "--manifest", base]);

    expect(column.stdout).toContain(
      "mart_daily_sales.discount_amount: 276 queries by 14 people in 92 days (Tableau; dashboards: Weekly revenue), last on 2026-05-31",
    );
    expect(whole.stdout).toContain(
      "  discount_total: computed by hand as sum(discount_amount) in 92 queries by 9 people",
    );
    expect(whole.stdout).not.toMatch(/analyst|looker_service/u);
  });

  test("show and impact tell how queries compute a metric", async () => {
    const given = ["--usage", snapshot, "--manifest", base];
    const completed = await runCli(["usage", "show", "metric:completed_orders", ...given]);
    const impact = await runCli(["impact", "metric:discount_total", ...given]);

    expect(completed.stdout).toContain(
      `completed_orders: the log shows no query that computes count(order_id) over fct_orders with its filter, which does not mean that nobody uses it
  count(order_id) filtered by the same columns, to values that may be others, in 92 queries by 9 people
100 % of the log could be read.
`,
    );
    expect(impact.stdout).toContain(
      `1 object downstream: 1 saved query.
Use: computed in 92 queries by 9 people in 92 days (Looker), last on 2026-05-30
Use: computed by hand as sum(discount_amount) in 92 queries by 9 people
`,
    );
  });

  test("exposures drafts YAML for dashboards that the project does not know", async () => {
    const { stdout } = await runCli(["usage", "exposures", "--usage", snapshot, "--manifest", base]);

    expect(stdout).toContain(`  - name: tableau_weekly_revenue
    label: "Tableau: Weekly revenue"
    type: dashboard
    # url: where it is
    owner:
      # Who answers for it: the log does not say.
      name: unknown
    depends_on:
      - ref('mart_daily_sales')
`);
  });

  test("impact weighs with it, and explains each priority", async () => {
    const { stdout } = await runCli([
      "impact",
      "stg_orders",
      "--usage",
      snapshot,
      "--manifest",
      base,
      "--explain",
    ]);

    expect(stdout).toContain("priority = severity x max(criticality, use)");
    expect(stdout).toMatch(
      /fct_orders .*\n +111 queries by 10 people.*\n +severity 0\.70 x max\(criticality 0\.80, use 0\.\d\d\) = 0\.\d\d/u,
    );
    expect(stdout).toMatch(
      /metric +discount_total .*\n +computed in 92 queries.*\n.*criticality 0\.80, use 1\.00/u,
    );
  });

  test.each([
    [["usage", "build", "--manifest", base, "--output", "x"], "--log FILE is missing"],
    [
      ["usage", "build", "--log", log, "--manifest", base, "--output", "x", "--window", "2026"],
      "--window does not take",
    ],
    [["usage", "show", "orders", "--usage", "no-such.csv", "--manifest", base], "Error:"],
  ])("%j is refused with exit 2", async (words, why) => {
    const { code, stderr } = await runCli(words);

    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });
});

describe("headgate review --usage", () => {
  const words = ["review", "--base", base, "--head", head, "--format", "json", "--fail-on", "never"];

  test("takes a log as well as a snapshot, and both say the same", async () => {
    const [ofLog, ofSnapshot] = [
      await runCli([...words, "--usage", log]),
      await runCli([...words, "--usage", snapshot]),
    ];

    const [first, second] = [JSON.parse(ofLog.stdout), JSON.parse(ofSnapshot.stdout)];
    expect({ ...first, generator: null }).toEqual({ ...second, generator: null });
    expect(first.usage).toEqual({
      window: { from: "2026-03-01T00:00:00Z", to: "2026-06-01T00:00:00Z" },
      queries: 412,
      parsedShare: 1,
      sources: ["queries.ndjson"],
    });
    expect(
      first.impact.find(({ name }: { readonly name: string }) => name === "discount_total"),
    ).toMatchObject({ usage: { queries: 92, people: 9 }, priority: 1 });
  });
});

describe("people", () => {
  const PERSON = /analyst_|looker_service|hex_service|Looker user/u;
  const settings = (people: string) => {
    const file = join(folder, `${people}.yml`);
    const teams = 'teams: [{ name: Analysts, users: ["ANALYST_*"] }]';
    writeFileSync(file, `version: 1\nprivacy:\n  people: ${people}\n  ${teams}\n`);
    return file;
  };
  const named = join(folder, "named.parquet");
  const build = ["usage", "build", "--log", log, "--manifest", base, "--output", named];
  const show = ["usage", "show", "fct_orders", "--usage", named, "--manifest", base];

  test("a snapshot with names is told with as much as the configuration allows, by whatever command", async () => {
    const { stderr } = await runCli([...build, "--config", settings("names")]);
    const review = ["review", "--base", base, "--head", head, "--fail-on", "never", "--usage", named];
    const told = [
      await runCli(show),
      await runCli([...show, "--config", settings("teams")]),
      await runCli(["impact", "stg_orders", "--usage", named, "--manifest", base, "--explain"]),
      // Whatever form a review has, it says nothing that this one does not.
      await runCli([...review, "--format", "json", "--config", settings("teams")]),
    ];
    const whole = await runCli([...show, "--config", settings("names")]);

    expect(stderr).toContain("Written to");
    expect(told.map(({ code }) => code)).toEqual(told.map(() => 0));
    for (const { stdout } of told) expect(stdout).not.toMatch(PERSON);
    expect(told[0]?.stdout).not.toContain("Analysts");
    expect(told[1]?.stdout).toContain("Teams:\n  Analysts: 1 person");
    expect(told[3]?.stdout).toContain('"teams": [');
    expect(whole.stdout).toMatch(PERSON);
  });
});
