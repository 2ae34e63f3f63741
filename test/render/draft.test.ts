import { expect, test } from "vitest";
import { defaultConfig } from "../../src/core/config.ts";
import type { Draft } from "../../src/core/report.ts";
import { renderCheckRun } from "../../src/render/check-run.ts";
import { renderComment } from "../../src/render/comment.ts";
import { renderHtml } from "../../src/render/html.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { renderText } from "../../src/render/text.ts";
import { sha } from "../support/fake-forge.ts";
import { shopReport } from "../support/report.ts";

const draft: Draft = {
  origin: "model",
  lead: "`orders` loses `amount`.",
  items: [
    {
      findings: ["F1", "F2"],
      text: `${"Readers of `weekly_revenue` lose it. ".repeat(40)}The end.`,
      suggestion: "models:\n  - name: orders\n    latest_version: 1",
    },
  ],
  models: ["small-model"],
  tokens: { input: 1, output: 1 },
};

const report = { ...shopReport(), draft };
const reviews = [{ project: ".", report, problem: null, notes: [] }] as const;
const place = { name: "headgate", headSha: sha("c"), pull: 7 };

/** The review in every form in which people read it. */
function shown(
  of = reviews as readonly {
    readonly project: string;
    readonly report: typeof report;
    readonly problem: null;
    readonly notes: readonly string[];
  }[],
) {
  const [first] = of;
  const only = first?.report ?? report;
  const comment = { pull: 7, reviews: of, delta: null, configProblem: null, prefix: "/headgate", blob: null };
  const check = { place, reviews: of, config: defaultConfig, configProblem: null, changedFiles: [] };
  return {
    text: renderText(only, { color: false, width: 100 }),
    markdown: renderMarkdown(only),
    html: renderHtml(only),
    comment: renderComment(comment),
    "check run": renderCheckRun(check).text,
  };
}

test.each(Object.entries(shown()))(
  "%s shows what a model drafted, whole, with its findings and what to copy",
  (_form, body) => {
    const flat = body.replaceAll(/\s+/gu, " ");

    expect(flat).toContain("The end.");
    expect(flat).toMatch(/F1.{0,40}F2/u);
    expect(body).toMatch(/^ +- name: orders$/mu);
    expect(flat).toMatch(/drafted by `?small-model`?, checked against the findings/iu);
  },
);

test.each(
  Object.entries(
    shown([
      {
        ...reviews[0],
        report: { ...report, draft: { ...shopReport().draft, reason: "the model did not answer in time" } },
      },
    ]),
  ),
)("%s says in one line that no model drafted it, and why", (_form, body) => {
  const lines = body.split("\n").filter((line) => /not drafted by a model/iu.test(line));

  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("the model did not answer in time");
});
