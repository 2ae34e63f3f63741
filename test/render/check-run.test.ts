import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../src/core/config.ts";
import type { ChangedFile, Check } from "../../src/ports.ts";
import {
  checkFailed,
  checkGivenUp,
  checkInProgress,
  checkPaused,
  checkSkippedDraft,
  checkSuperseded,
} from "../../src/render/check-pages.ts";
import { CHECK_ACTIONS, renderCheckRun, type CheckRunInput } from "../../src/render/check-run.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";
import { onlyOurTags, withoutBlocks, withoutCode } from "../support/markdown.ts";
import { hostileReport, hugeReport } from "../support/odd-reports.ts";
import { HEAD, reviewed, unreviewed } from "../support/pull.ts";
import { findingWith, reportWith, shopReport } from "../support/report.ts";

const place = { name: "headgate", headSha: HEAD, pull: 7 };

function inputWith(overrides: Partial<CheckRunInput> = {}): CheckRunInput {
  return {
    place,
    reviews: [reviewed(shopReport())],
    config: defaultConfig,
    configProblem: null,
    changedFiles: [],
    ...overrides,
  };
}

function changed(path: string, ...lines: readonly number[]): ChangedFile {
  return { path, status: "modified", lines };
}

describe("the check run of a review", () => {
  const check = renderCheckRun(inputWith());

  test("is named after the head that it is about", () => {
    expect(check).toMatchObject({ ...place, conclusion: "failure" });
  });

  test("has the verdict as its title and the table in its summary", () => {
    expect(check.title).toMatch(/^2 breaking, 1 risky metric/u);
    expect(check.summary).toContain("| error | Column `amount` of the contracted model `orders` is gone |");
  });

  test("has the blocks of the review as its text", () => {
    expect(check.text).toContain("<summary>Contracts: 1 error</summary>");
    expect(check.text).toContain("Headgate `0.1.0`");
  });

  test("with a project that could not be reviewed is not green, and says why", () => {
    const failed = renderCheckRun(inputWith({ reviews: [reviewed(reportWith(), "a"), unreviewed("b")] }));

    expect(failed.conclusion).toBe("neutral");
    expect(failed.summary).toContain("- **`b`** could not be reviewed: There is no manifest of the head.");
    expect(failed.text).toContain("<summary>b: could not be reviewed</summary>");
  });

  test("of a single project that could not be reviewed has no text", () => {
    expect(renderCheckRun(inputWith({ reviews: [unreviewed()] }))).toMatchObject({
      conclusion: "neutral",
      title: "Could not be reviewed",
      text: "",
    });
  });

  test("names line and key of a broken configuration file, and is not green", () => {
    const configProblem = {
      what: "It cannot be used.",
      why: "Line 3, `blok`: no such key.\nLine 5, `x`: no.",
      todo: "Mend it.",
    };

    const broken = renderCheckRun(inputWith({ reviews: [reviewed(reportWith())], configProblem }));

    expect(broken.conclusion).toBe("neutral");
    expect(broken.title).toMatch(/^Configuration not used: Nothing breaking or risky/u);
    expect(broken.summary).toContain(
      "\n  - Line 3, `blok`: no such key.\n  - Line 5, `x`: no.\n  - Mend it.",
    );
  });

  test("counts ids over all projects, as the comment does", () => {
    const report = reportWith({ verdict: "breaking", findings: [findingWith()] });

    const { summary } = renderCheckRun(
      inputWith({ reviews: [reviewed(report, "a"), reviewed(report, "b")] }),
    );

    expect(summary).toMatch(/`a` .* F1 \|\n.*`b` .* F2 \|/u);
  });
});

describe("annotations", () => {
  const onLine = (line: number) => findingWith({ location: { path: "models/orders.yml", line } });

  function annotate(
    findings: readonly ReturnType<typeof findingWith>[],
    files: readonly ChangedFile[],
    project = ".",
  ) {
    const reviews = [reviewed(reportWith({ findings: [...findings] }), project)];
    return renderCheckRun(inputWith({ reviews, changedFiles: files })).annotations;
  }

  test("stand on a changed line, with the words of the finding", () => {
    expect(annotate([onLine(12)], [changed("models/orders.yml", 11, 12)])).toEqual([
      {
        path: "models/orders.yml",
        line: 12,
        level: "failure",
        title: "F1 Column `amount` of the contracted model `orders` is gone",
        message:
          "Consumers rely on the contract of `orders`. Keep `amount`, or add a new version of the model.",
      },
    ]);
  });

  test.each([
    ["its line was not changed", [onLine(12)], [changed("models/orders.yml", 11)]],
    ["its file was not changed", [onLine(12)], [changed("models/other.yml", 12)]],
    [
      "its file was removed",
      [onLine(12)],
      [{ path: "models/orders.yml", status: "removed" as const, lines: [] }],
    ],
    [
      "it lies in an installed package",
      [findingWith({ location: null })],
      [changed("models/orders.yml", 12)],
    ],
    [
      "it is waived",
      [{ ...onLine(12), waived: { by: "a", reason: "b", at: "c" } }],
      [changed("models/orders.yml", 12)],
    ],
  ])("there is none when %s", (_, findings, files) => {
    expect(annotate(findings, files)).toEqual([]);
  });

  test("a finding that knows only its file stands on the first changed line of it", () => {
    const finding = findingWith({ location: { path: "models/orders.sql" } });

    expect(annotate([finding], [changed("models/orders.sql", 40, 41)])).toMatchObject([{ line: 40 }]);
  });

  test("the path is that of the repository when the dbt project lies in a folder", () => {
    expect(annotate([onLine(12)], [changed("dbt/shop/models/orders.yml", 12)], "dbt/shop")).toMatchObject([
      { path: "dbt/shop/models/orders.yml" },
    ]);
  });

  test("errors come first, and all of them are given", () => {
    const severities = ["note", "warning", "error"] as const;
    const findings = Array.from({ length: 120 }, (_, index) => ({
      ...onLine(12),
      severity: severities[index % 3] ?? "note",
    }));

    const levels = annotate(findings, [changed("models/orders.yml", 12)]).map(({ level }) => level);

    expect(levels).toHaveLength(120);
    expect([...new Set(levels)]).toEqual(["failure", "warning", "notice"]);
    expect(levels.lastIndexOf("failure")).toBeLessThan(levels.indexOf("warning"));
  });

  test("are left out when the configuration says so", () => {
    const config = { ...defaultConfig, checks: { ...defaultConfig.checks, annotations: false } };
    const reviews = [reviewed(reportWith({ findings: [onLine(12)] }))];
    const changedFiles = [changed("models/orders.yml", 12)];

    expect(renderCheckRun(inputWith({ reviews, config, changedFiles })).annotations).toEqual([]);
  });
});

describe("buttons", () => {
  test("are within what GitHub takes", () => {
    for (const { identifier, label, description } of Object.values(CHECK_ACTIONS)) {
      expect(identifier.length).toBeLessThanOrEqual(20);
      expect(label.length).toBeLessThanOrEqual(20);
      expect(description.length).toBeLessThanOrEqual(40);
    }
  });

  test("the model is asked again only where a model words reviews", () => {
    const draft = { ...shopReport().draft, origin: "model" as const };

    expect(renderCheckRun(inputWith()).actions).toEqual([CHECK_ACTIONS.rerun]);
    expect(renderCheckRun(inputWith({ reviews: [reviewed({ ...shopReport(), draft })] })).actions).toEqual([
      CHECK_ACTIONS.rerun,
      CHECK_ACTIONS.draft,
    ]);
  });
});

describe("the pages of what is no finished review", () => {
  const problem = { what: "There is no manifest.", why: "No workflow ran.", todo: "Run `dbt`." };
  const pages: readonly (readonly [string, Check, Check["conclusion"]])[] = [
    ["in progress", checkInProgress(place), null],
    ["failed", checkFailed(place, problem), "neutral"],
    ["superseded", checkSuperseded(place, "a".repeat(40)), "cancelled"],
    ["a skipped draft", checkSkippedDraft(place, "/headgate"), "neutral"],
    ["paused", checkPaused(place, "/headgate"), "neutral"],
    ["given up", checkGivenUp(place, 5), "neutral"],
  ];

  test.each(pages)("%s is never green and says what is the matter", (_, check, conclusion) => {
    expect(check).toMatchObject({ ...place, conclusion, annotations: [] });
    expect(check.title).not.toBe("");
    expect(check.summary).not.toBe("");
  });

  test("failed says what to do", () => {
    expect(checkFailed(place, problem).summary).toBe(
      "There is no manifest.\n\nNo workflow ran.\n\nRun `dbt`.",
    );
  });
});

test("a huge review fits into a check run", () => {
  const huge = hugeReport();
  const check = renderCheckRun(inputWith({ reviews: [reviewed(huge, "a"), reviewed(huge, "b")] }));

  expect(Buffer.byteLength(check.summary)).toBeLessThanOrEqual(65_535);
  expect(Buffer.byteLength(check.text)).toBeLessThanOrEqual(65_535);
});

describe("T3: a hostile name", () => {
  test.each(Object.entries(HOSTILE_NAMES))("%s cannot leave its place in a check run", (_, name) => {
    const changedFiles = [changed(`dbt/models/${name}.sql`, 3)];
    const check = renderCheckRun(
      inputWith({
        reviews: [reviewed(hostileReport(name), "dbt", [name])],
        configProblem: { what: name, why: name, todo: name },
        changedFiles,
      }),
    );
    const failed = checkFailed(place, { what: name, why: name, todo: name });

    for (const text of [check.summary, check.text, failed.summary]) {
      const tags = withoutBlocks(text).match(/<[a-z!/?][^>]*>/giu) ?? [];
      expect(new Set(tags.map((tag) => tag.replace(/ .*/u, ">")))).toSatisfy(onlyOurTags);
      expect(withoutCode(text)).not.toMatch(/@[a-z]|#\d(?!\d*;)|(?<!\\)\]\(|:\/\//iu);
      expect(text).not.toMatch(INVISIBLE);
    }
    for (const { title, message } of check.annotations) expect(`${title}${message}`).not.toMatch(INVISIBLE);
    expect(failed.title).not.toMatch(INVISIBLE);
  });
});
