import { expect, test } from "vitest";
import { configuredSeverity, defaultConfig, type Config } from "../../src/core/config.ts";
import { matchesGlob } from "../../src/core/glob.ts";

const config: Config = {
  ...defaultConfig,
  rules: {
    "test-removed": {
      severity: "warning",
      overrides: [
        { paths: ["models/staging"], tags: [], severity: "off" },
        { paths: ["models/**"], tags: ["critical"], severity: "error" },
      ],
    },
    "key-untested": { severity: null, overrides: [{ paths: [], tags: ["wip"], severity: "off" }] },
  },
};

test.each([
  ["models/marts/orders.sql", [], "warning"],
  ["models/staging/stg_orders.sql", [], "off"],
  ["models/staging/stg_orders.sql", ["critical"], "error"],
  ["snapshots/orders.sql", ["critical"], "warning"],
])("%s with tags %j: the last override that fits wins", (path, tags, severity) => {
  expect(configuredSeverity(config, "test-removed", { path, tags })).toBe(severity);
});

test("a rule that is not configured, or only elsewhere, keeps its own severity", () => {
  const place = { path: "models/orders.sql", tags: [] };

  expect(configuredSeverity(config, "model-undocumented", place)).toBeNull();
  expect(configuredSeverity(config, "key-untested", place)).toBeNull();
});

test.each([
  ["models/marts", "models/marts/orders.sql", true],
  ["models/marts/", "models/marts/eu/orders.sql", true],
  ["models/marts", "models/martsy/orders.sql", false],
  ["models/*.sql", "models/orders.sql", true],
  ["models/*.sql", "models/marts/orders.sql", false],
  ["models/**/*.sql", "models/orders.sql", true],
  ["models/**/fin_*.sql", "models/a/b/fin_orders.sql", true],
  ["**/staging/**", "models/staging/stg_orders.sql", true],
  ["**/staging/**", "models/marts/orders.sql", false],
  ["*", "models", true],
  ["**", "models/orders.sql", true],
  ["./models", "models/orders.sql", true],
  ["", "models/orders.sql", false],
  ["models/[a].sql", "models/a.sql", false],
])("the glob %j on %j: %s", (glob, path, fits) => {
  expect(matchesGlob(glob, path)).toBe(fits);
});

test("a glob made to be slow is not", () => {
  const glob = `${"*a".repeat(2000)}b`;
  const path = "a".repeat(4000);

  expect(matchesGlob(glob, path)).toBe(false);
});
