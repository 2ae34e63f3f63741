import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
const shop = await github.createRepository({ files: { "a.sql": `${lines.join("\n")}\n`, "b.sql": "x\n" } });
const client = clientFor(github, shop);
const changed = lines.with(4, "changed").with(34, "changed too");
// Two hunks: lines 2 to 8 and lines 32 to 38.
const pull = await shop.openPull({ files: { "a.sql": `${changed.join("\n")}\n` } });
const place = { ...placeOf(shop), pull_number: pull.number };
const commit = { commit_id: pull.headSha() };
afterAll(() => github.stop());

describe("a review", () => {
  test("puts its comments on lines of the diff", async () => {
    const { data } = await client.rest.pulls.createReview({
      ...place,
      ...commit,
      event: "COMMENT",
      comments: [
        { path: "a.sql", line: 5, side: "RIGHT", body: "one line" },
        { path: "a.sql", start_line: 3, line: 5, side: "RIGHT", start_side: "RIGHT", body: "three" },
      ],
    });

    const listed = await client.rest.pulls.listReviewComments(place);
    expect(data).toMatchObject({ state: "COMMENTED", user: { login: "headgate[bot]" } });
    expect(listed.data).toMatchObject([
      { path: "a.sql", line: 5, side: "RIGHT", pull_request_review_id: data.id },
      { path: "a.sql", line: 5, start_line: 3 },
    ]);
    expect((await client.rest.pulls.listReviews(place)).data).toHaveLength(1);
  });

  test.each([
    ["a line outside of the diff", { path: "a.sql", line: 20 }],
    ["a file outside of the diff", { path: "b.sql", line: 1 }],
    ["a start line in another hunk", { path: "a.sql", start_line: 5, line: 35 }],
    ["a start line that is the line", { path: "a.sql", start_line: 5, line: 5 }],
  ])("is refused as a whole for %s", async (_, wrong) => {
    const before = pull.lineComments().length;
    const comments = [
      { path: "a.sql", line: 5, body: "fine" },
      { ...wrong, body: "wrong" },
    ];

    const refused = await refusalOf(
      client.rest.pulls.createReview({ ...place, ...commit, event: "COMMENT", comments }),
    );

    expect(refused).toMatchObject({ status: 422, message: "Unprocessable Entity" });
    expect(pull.lineComments()).toHaveLength(before);
  });
});

describe("a comment in the diff", () => {
  test("is refused outside of it", async () => {
    const asked = { ...place, ...commit, path: "a.sql", line: 20, side: "RIGHT" as const, body: "x" };

    expect((await refusalOf(client.rest.pulls.createReviewComment(asked))).status).toBe(422);
  });

  test("may be on the file as a whole", async () => {
    const { data } = await client.rest.pulls.createReviewComment({
      ...place,
      ...commit,
      path: "a.sql",
      subject_type: "file",
      body: "the file",
    });

    expect(data).toMatchObject({ subject_type: "file", line: null });
  });

  test("is answered in its thread, and an answer is not", async () => {
    const comment = await pull.commentOnLine("writer", "why?", { path: "a.sql", line: 5 });
    const reply = client.rest.pulls.createReplyForReviewComment;

    const { data } = await reply({ ...place, comment_id: comment, body: "because" });
    const refused = await refusalOf(reply({ ...place, comment_id: data.id, body: "no" }));

    expect(data).toMatchObject({ in_reply_to_id: comment, path: "a.sql" });
    expect(refused.status).toBe(422);
  });

  test("has no line once the head has moved on", async () => {
    const other = await shop.openPull({ head: "outdated", files: { "b.sql": "y\n" } });
    await other.commentOnLine("writer", "why?", { path: "b.sql", line: 1 });
    await other.push({ "b.sql": "z\n" });

    const { data } = await client.rest.pulls.listReviewComments({ ...place, pull_number: other.number });

    expect(data).toMatchObject([{ line: null, original_line: 1 }]);
  });
});
