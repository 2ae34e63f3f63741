import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Report } from "../../src/core/report.ts";
import { renderSarif } from "../../src/render/sarif.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";
import { hostileReport, hugeReport } from "../support/odd-reports.ts";
import { changeWith, findingWith, reportWith, shopReport } from "../support/report.ts";
import { sarifValidator } from "../support/sarif-schema.ts";

const validate = sarifValidator();

const Log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.looseObject({ id: z.string() })) }) }),
      invocations: z.tuple([
        z.object({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(z.unknown()) }),
      ]),
      results: z.array(z.looseObject({ ruleId: z.string(), ruleIndex: z.number(), message: z.unknown() })),
      properties: z.looseObject({}),
    }),
  ]),
});

function runOf(report: Report): z.infer<typeof Log>["runs"][0] {
  return Log.parse(JSON.parse(renderSarif(report))).runs[0];
}

const REPORTS: readonly (readonly [string, Report])[] = [
  ["the shop", shopReport()],
  ["an empty review", reportWith()],
  ["a huge review", hugeReport()],
  ...Object.entries(HOSTILE_NAMES).map(([kind, name]): readonly [string, Report] => [
    kind,
    hostileReport(name),
  ]),
];

test.each(REPORTS)("%s is what the schema of SARIF 2.1.0 asks for", (_, report) => {
  validate(JSON.parse(renderSarif(report)));

  expect(validate.errors).toBeNull();
});

test("the schema refuses what SARIF does not know", () => {
  const log = { ...JSON.parse(renderSarif(shopReport())), verdict: "clean" };

  expect(validate(log)).toBe(false);
});

test.each(REPORTS)("%s names files relative to the repository alone", (_, report) => {
  const uris = [...renderSarif(report).matchAll(/"uri": ?"([^"]*)"/gu)].map(([, uri]) => uri);

  // RFC 3986, section 4.2: a reference without scheme, authority, query and fragment.
  expect(uris.filter((uri) => !/^(?!\/)(?:[\w.~!$'()*,;=@/-]|%[0-9A-F]{2})+$/u.test(uri ?? ""))).toEqual([]);
});

test("a finding becomes a result with its rule, level, place and fingerprint", () => {
  const [result] = runOf(shopReport()).results;

  expect(result).toMatchObject({
    ruleId: "contract-column-removed",
    ruleIndex: 0,
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "models/marts/orders.yml", uriBaseId: "%SRCROOT%" },
          region: { startLine: 12 },
        },
        logicalLocations: [
          { name: "amount", fullyQualifiedName: "model.shop.orders.amount", kind: "column" },
        ],
      },
    ],
    partialFingerprints: { "headgate/v1": "a1b2c3d4e5f60718" },
  });
});

test("each result points at its own rule", () => {
  const { tool, results } = runOf(shopReport());

  for (const result of results) {
    expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
  }
});

test("a finding without a place takes the file of its change, else its logical place alone", () => {
  const findings = [findingWith({ location: null })];

  const withChange = runOf(reportWith({ findings, changes: [changeWith("model.shop.orders")] })).results[0];
  const without = runOf(reportWith({ findings })).results[0];

  expect(JSON.stringify(withChange)).toContain('"uri":"models/orders.sql"');
  expect(JSON.stringify(without)).not.toContain("physicalLocation");
  expect(JSON.stringify(without)).toContain('"fullyQualifiedName":"model.shop.orders.amount"');
});

test("a waived finding is suppressed, with who and why", () => {
  const waived = runOf(shopReport()).results.find((result) => result["suppressions"] !== undefined);

  expect(waived?.["suppressions"]).toEqual([
    {
      kind: "external",
      status: "accepted",
      justification: "Waived by data-platform on 2026-03-01T10:00:00Z: readers were told on Monday",
    },
  ]);
});

test("what was not analysed is a notification, and an incomplete review was not successful", () => {
  const incomplete = runOf({ ...shopReport(), verdict: "incomplete" });

  expect(incomplete.invocations[0].executionSuccessful).toBe(false);
  expect(incomplete.invocations[0].toolExecutionNotifications).toHaveLength(3);
  expect(incomplete.properties).toMatchObject({ verdict: "incomplete" });
});

describe("a path", () => {
  test.each([
    ["../../etc/passwd", "etc/passwd"],
    ["/models/orders.sql", "models/orders.sql"],
    ["C:\\shop\\orders.sql", "C%3A/shop/orders.sql"],
    ["https://evil.example/x", "https%3A/evil.example/x"],
    ["models/über mich.sql", "models/%C3%BCber%20mich.sql"],
  ])("%s is a relative reference", (path, uri) => {
    const [result] = runOf(reportWith({ findings: [findingWith({ location: { path } })] })).results;

    expect(JSON.stringify(result)).toContain(`"uri":"${uri}"`);
  });
});

describe("a message", () => {
  test.each(Object.entries(HOSTILE_NAMES))(
    "with %s has no placeholder, no link and nothing invisible",
    (_, name) => {
      const text = JSON.stringify(runOf(hostileReport(name)).results.map((result) => result.message));

      expect(text).not.toMatch(INVISIBLE);
      expect(text).not.toMatch(/\]\(|(?<!\{)\{0\}(?!\})/u);
    },
  );
});
