import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository();
const client = clientFor(github, shop);
const place = placeOf(shop);
afterAll(() => github.stop());

let branches = 0;
function openPull() {
  branches += 1;
  return shop.openPull({ head: `change-${branches}`, files: { "a.sql": `select ${branches}\n` } });
}

describe("a comment of the App", () => {
  test("carries the bot as author and the App that wrote it", async () => {
    const pull = await openPull();

    const { data } = await client.rest.issues.createComment({
      ...place,
      issue_number: pull.number,
      body: "first",
    });

    expect(data).toMatchObject({
      user: { login: "headgate[bot]", type: "Bot" },
      performed_via_github_app: { id: github.appId, slug: "headgate" },
    });
  });

  test("is edited in place and deleted", async () => {
    const pull = await openPull();
    const asked = { ...place, issue_number: pull.number };
    const { data } = await client.rest.issues.createComment({ ...asked, body: "first" });

    await client.rest.issues.updateComment({ ...place, comment_id: data.id, body: "second" });
    const edited = pull.comments().map(({ body }) => body);
    await client.rest.issues.deleteComment({ ...place, comment_id: data.id });

    expect(edited).toEqual(["second"]);
    expect(pull.comments()).toEqual([]);
  });

  test("may have 65,536 characters and not one more", async () => {
    const pull = await openPull();
    const asked = { ...place, issue_number: pull.number };

    await client.rest.issues.createComment({ ...asked, body: "x".repeat(65_536) });
    const refused = await refusalOf(client.rest.issues.createComment({ ...asked, body: "x".repeat(65_537) }));

    expect(refused.status).toBe(422);
    expect(refused.message).toContain("too long (maximum is 65536 characters)");
  });

  test("is refused where the conversation is locked, and so is a reaction", async () => {
    const pull = await openPull();
    const comment = await pull.comment("writer", "before");
    pull.lock();

    const said = client.rest.issues.createComment({ ...place, issue_number: pull.number, body: "after" });
    const reacted = client.rest.reactions.createForIssueComment({
      ...place,
      comment_id: comment,
      content: "eyes",
    });

    expect(await refusalOf(said)).toMatchObject({ status: 403 });
    expect(await refusalOf(reacted)).toMatchObject({ status: 403 });
  });

  test("cannot be edited by another App", async () => {
    const pull = await openPull();
    const comment = await pull.commentAsApp("impostor", "<!-- headgate:review v1 -->");

    const edit = client.rest.issues.updateComment({ ...place, comment_id: comment, body: "mine" });

    expect((await refusalOf(edit)).status).toBe(403);
    expect(pull.comments()[0]).toMatchObject({ author: "impostor[bot]", app: "impostor" });
  });
});

describe("reactions", () => {
  test("are given once each, to comments of both kinds", async () => {
    const pull = await openPull();
    const comment = await pull.comment("writer", "/headgate help");
    const inDiff = await pull.commentOnLine("writer", "why?", { path: "a.sql", line: 1 });
    const eyes = { ...place, content: "eyes" } as const;

    const first = await client.rest.reactions.createForIssueComment({ ...eyes, comment_id: comment });
    const again = await client.rest.reactions.createForIssueComment({ ...eyes, comment_id: comment });
    await client.rest.reactions.createForPullRequestReviewComment({ ...eyes, comment_id: inDiff });

    expect([first.status, again.status]).toEqual([201, 200]);
    expect(pull.reactions(comment)).toEqual([{ login: "headgate[bot]", content: "eyes" }]);
    expect(pull.reactions(inDiff)).toEqual([{ login: "headgate[bot]", content: "eyes" }]);
  });

  test("of people can be listed", async () => {
    const pull = await openPull();
    const comment = await pull.comment("writer", "hello");
    pull.react("reader", comment, "-1");

    const { data } = await client.rest.reactions.listForIssueComment({ ...place, comment_id: comment });

    expect(data).toMatchObject([{ content: "-1", user: { login: "reader", type: "User" } }]);
  });

  test("other than GitHub's eight are refused", async () => {
    const pull = await openPull();
    const comment = await pull.comment("writer", "hello");
    const route = "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions";

    const refused = await refusalOf(
      client.request(route, { ...place, comment_id: comment, content: JSON.parse('"thumbsup"') }),
    );

    expect(refused.status).toBe(422);
  });
});

describe("GraphQL", () => {
  test("minimizes a comment, and says that it did", async () => {
    const pull = await openPull();
    const asked = { ...place, issue_number: pull.number, body: "old" };
    const { data } = await client.rest.issues.createComment(asked);

    const answer = await client.graphql(
      "mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }",
      { id: data.node_id },
    );
    const node = await client.graphql(
      "query($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized } } }",
      { id: data.node_id },
    );

    expect(answer).toMatchObject({ minimizeComment: { minimizedComment: { isMinimized: true } } });
    expect(node).toMatchObject({ node: { isMinimized: true, minimizedReason: "outdated" } });
    expect(pull.comments()).toMatchObject([{ isMinimized: true }]);
  });

  test("does not find what is not there", async () => {
    const answer = client.graphql(
      'mutation { minimizeComment(input: { subjectId: "IC_1", classifier: OUTDATED }) { clientMutationId } }',
    );

    await expect(answer).rejects.toThrow("Could not resolve to a node");
  });
});
