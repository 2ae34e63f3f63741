import { describe, expect, test } from "vitest";
import { stateBlob } from "../../src/core/pull/state-blob.ts";
import { commentMarker, renderComment, type CommentInput } from "../../src/render/comment.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { sizeOf } from "../../src/render/truncate.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";
import { hostileReport, hugeReport } from "../support/odd-reports.ts";
import { fidelityWith, findingWith, reportWith, shopReport } from "../support/report.ts";
import { publishedWith, reviewed, stateWith, unreviewed, waiverWith } from "../support/pull.ts";
import { onlyOurTags, visiblePart, withoutBlocks, withoutCode } from "../support/markdown.ts";

const GOLDEN = new URL("../../fixtures/comments/two-projects.md", import.meta.url);
const huge = hugeReport();
const SEAL = { scope: "acme/shop#128", signer: null };

function inputWith(overrides: Partial<CommentInput> = {}): CommentInput {
  return {
    pull: 128,
    reviews: [reviewed(shopReport())],
    delta: null,
    configProblem: null,
    prefix: "/headgate",
    blob: null,
    ...overrides,
  };
}

const note = findingWith({ severity: "note", category: "docs", title: "`orders` has no description" });

test("the comment on two projects reads as it did", async () => {
  const body = renderComment(
    inputWith({
      reviews: [reviewed(shopReport(), "dbt/shop"), unreviewed("dbt/finance")],
      delta: { fixed: 2, fresh: 1, waived: 1 },
      blob: stateBlob(stateWith({ published: publishedWith(), waivers: [waiverWith()] }), SEAL),
    }),
  );

  await expect(body).toMatchFileSnapshot(GOLDEN.pathname);
});

describe("with one project", () => {
  test("the comment is the review's Markdown, with the commands above its last line", () => {
    const lines = renderComment(inputWith()).split("\n");
    const at = lines.findIndex((line) => line.includes("/headgate help"));

    lines.splice(at, 2);

    expect(lines.join("\n")).toBe(renderMarkdown(shopReport()));
  });

  test("the marker is the first line and what is remembered the last", () => {
    const blob = stateBlob(stateWith(), SEAL);

    const lines = renderComment(inputWith({ blob })).trimEnd().split("\n");

    expect(lines[0]).toBe(commentMarker(128));
    expect(lines.at(-1)).toBe(blob.text);
  });

  test("the commands name a finding that is open and invite a reaction", () => {
    expect(renderComment(inputWith())).toContain(
      "<sub>`/headgate help` · `/headgate explain F1` · `/headgate waive F1 REASON` · 👍 or 👎 on this comment counts as feedback</sub>",
    );
  });
});

describe("since the last review", () => {
  test("only what is above zero is said", () => {
    const body = renderComment(inputWith({ delta: { fixed: 2, fresh: 0, waived: 1 } }));

    expect(body).toContain("\n\nSince last review: fixed 2, waived 1.\n\n");
  });

  test("nothing is said when nothing changed", () => {
    expect(renderComment(inputWith({ delta: { fixed: 0, fresh: 0, waived: 0 } }))).not.toContain(
      "Since last",
    );
  });

  test.each([
    ["a project could not be reviewed", [reviewed(shopReport(), "a"), unreviewed("b")]],
    [
      "a rule failed",
      [reviewed({ ...shopReport(), fidelity: [fidelityWith({ input: "rule x", state: "unreadable" })] })],
    ],
  ])("nothing counts as fixed when %s", (_, reviews) => {
    const body = renderComment(inputWith({ reviews, delta: { fixed: 2, fresh: 1, waived: 0 } }));

    expect(body).toContain("Since last review: new 1.");
  });
});

describe("when nothing is left to look at", () => {
  const body = renderComment(
    inputWith({
      reviews: [reviewed(reportWith({ findings: [note] }))],
      delta: { fixed: 1, fresh: 0, waived: 0 },
    }),
  );

  test("the comment says all clear and what was fixed", () => {
    expect(body).toContain("**All clear. Nothing breaking or risky, 1 missing doc:");
    expect(body).toContain("Since last review: fixed 1.");
  });

  test("notes stay, lineage and lists of changes do not", () => {
    expect(body).toContain("<summary>Docs: 1 note</summary>");
    expect(body).not.toMatch(/Downstream:|Changed:/u);
  });
});

describe("a pull request that could not be reviewed", () => {
  test("says why and what to do, and shows no blocks", () => {
    const body = renderComment(inputWith({ reviews: [unreviewed()] }));

    expect(body).toContain("**Could not be reviewed**\n\n- There is no manifest of the head.");
    expect(body).toContain("comment `/headgate review`");
    expect(body).not.toMatch(/<details>|All clear|clean/u);
  });

  test("with no dbt project at all is not all clear", () => {
    expect(renderComment(inputWith({ reviews: [] }))).toContain("**Could not be reviewed: no dbt project");
  });

  test("one failed project among clean ones keeps the comment from saying all clear", () => {
    const body = renderComment(inputWith({ reviews: [reviewed(reportWith(), "a"), unreviewed("b")] }));

    expect(body).toContain(
      "**Incomplete review, nothing breaking or risky in what could be compared: 1 of 2 projects could not be reviewed**",
    );
    expect(body).not.toContain("All clear");
  });
});

test("a broken configuration file is said at once: the first fault with line and key, and how many more", () => {
  const configProblem = {
    what: "The configuration .github/headgate.yml cannot be used.",
    why: ".github/headgate.yml:3: key `blok`: there is no such key.\n.github/headgate.yml:5: key `rules.x`: no.",
    todo: "Mend the file.",
  };

  const visible = visiblePart(renderComment(inputWith({ configProblem })));

  expect(visible).toContain(
    "- **Configuration not used, defaults hold:** .github/headgate.yml:3: key `blok`: there is no such key. The check run lists 1 more.",
  );
});

test("what a reader must know of the inputs is said at once", () => {
  const notes = ["The base was built 3 commits before the merge base."];

  const visible = visiblePart(renderComment(inputWith({ reviews: [reviewed(shopReport(), ".", notes)] })));

  expect(visible).toContain("- The base was built 3 commits before the merge base.");
});

test("waivers that found no room are said, not dropped in silence", () => {
  const blob = { text: "<!-- headgate:state v1 - {} -->", dropped: { feedback: 3, findings: 2, waivers: 1 } };

  expect(renderComment(inputWith({ blob }))).toContain(
    "- 1 waiver found no room in what this comment remembers.",
  );
});

describe("with several projects", () => {
  test("ids go on counting from project to project, in the table and in the blocks", () => {
    const report = reportWith({ verdict: "breaking", findings: [findingWith()] });

    const body = renderComment(inputWith({ reviews: [reviewed(report, "a"), reviewed(report, "b")] }));

    expect(body).toMatch(/^\| error \| `a` \| .* \| F1 \|$/mu);
    expect(body).toMatch(/^\| error \| `b` \| .* \| F2 \|$/mu);
    expect(body).toContain("- **F2** error:");
  });

  test("the common line says in how many of them", () => {
    const report = reportWith({ verdict: "breaking", findings: [findingWith()] });

    const body = renderComment(
      inputWith({ reviews: [reviewed(reportWith(), "a"), reviewed(report, "b"), unreviewed("c")] }),
    );

    expect(body).toContain("**1 breaking: 1 of 3 projects breaking, 1 could not be reviewed**");
  });

  test("beyond eight projects the rest has a line each in one block", () => {
    const reviews = Array.from({ length: 12 }, (_, index) => reviewed(shopReport(), `dbt/p${index}`));

    const body = renderComment(inputWith({ reviews }));

    expect(body).toContain("<summary>4 more projects</summary>");
    expect(body).toContain("- `dbt/p11`: 2 breaking,");
  });
});

describe("limits", () => {
  const everything: Partial<CommentInput> = {
    delta: { fixed: 20, fresh: 10, waived: 10 },
    configProblem: { what: "語".repeat(500), why: "b\n".repeat(500), todo: "c".repeat(500) },
    blob: stateBlob(stateWith({ waivers: Array.from({ length: 60 }, () => waiverWith()) }), SEAL),
  };

  test.each([
    ["one huge project", [reviewed(huge)]],
    ["two huge projects", [reviewed(huge, "a"), reviewed(huge, "b")]],
  ])("%s fits into a comment", (_, reviews) => {
    const body = renderComment(inputWith({ ...everything, reviews }));

    const size = sizeOf(body);
    expect(size.characters).toBeLessThanOrEqual(60_000);
    expect(size.bytes).toBeLessThanOrEqual(65_000);
    expect(body.match(/<details>/gu)).toHaveLength(body.match(/<\/details>/gu)?.length ?? 0);
  });

  test.each([
    ["the shop", [reviewed(shopReport())]],
    ["a huge review", [reviewed(huge)]],
    [
      "twelve projects",
      Array.from({ length: 12 }, (_, index) => reviewed(shopReport(), `dbt/project_${index}`)),
    ],
    ["twelve failed projects", Array.from({ length: 12 }, (_, index) => unreviewed(`dbt/project_${index}`))],
    ["a project with long notes", [reviewed(shopReport(), ".", ["x".repeat(500), "y".repeat(500)])]],
  ])("%s is seen within 25 lines and 1,500 characters", (_, reviews) => {
    const visible = visiblePart(renderComment(inputWith({ ...everything, reviews })));

    expect(visible.split("\n").filter((line) => line !== "").length).toBeLessThanOrEqual(25);
    expect(visible.length).toBeLessThanOrEqual(1_500);
  });
});

describe("T3 and T13: a hostile name, reason or problem", () => {
  test.each(Object.entries(HOSTILE_NAMES))("%s cannot leave its place or forge a marker", (_, name) => {
    const problem = { what: name, why: name, todo: name };
    const body = renderComment(
      inputWith({
        reviews: [
          reviewed(hostileReport(name), name, [name]),
          { project: name, report: null, problem, notes: [name] },
        ],
        configProblem: problem,
        blob: stateBlob(stateWith({ waivers: [waiverWith({ by: name, reason: name })] }), SEAL),
      }),
    );
    const tags = withoutBlocks(body).match(/<[a-z!/?][^>]*>/giu) ?? [];

    expect(withoutBlocks(body).match(/<!--/gu)).toHaveLength(2);
    expect(body.replace(/^<!-- headgate:state.*$/mu, "").match(/headgate:/gu)).toHaveLength(1);
    expect(body).not.toMatch(INVISIBLE);
    expect(new Set(tags.map((tag) => tag.replace(/ .*/u, ">")))).toSatisfy(onlyOurTags);
    expect(tags.filter((tag) => tag === "<details>")).toHaveLength(
      tags.filter((tag) => tag === "</details>").length,
    );
    expect(withoutCode(body.replace(/^<!--.*$/gmu, ""))).not.toMatch(
      /@[a-z]|#\d(?!\d*;)|(?<!\\)\]\(|:\/\//iu,
    );
  });
});
