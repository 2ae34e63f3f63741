import { afterEach, describe, expect, test } from "vitest";
import { hunkLines } from "../../../src/edges/github/changed-files.ts";
import { endNock, forgeErrorOf, nockedForge, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const FILES = `${REPO}/pulls/7/files?per_page=100`;
const THERE = `${REPO}/pulls/7/comments?per_page=100`;
const REVIEWS = `${REPO}/pulls/7/reviews`;
const head = "c".repeat(40);
const patch = "@@ -1,3 +1,4 @@ models:\n a\n-b\n+c\n+d\n e\n@@ -40 +41,2 @@\n-x\n+y\n+z";

describe("the diff", () => {
  test("lines that may be commented on are those of the head in a hunk", () => {
    expect(hunkLines(patch)).toEqual([1, 2, 3, 4, 41, 42]);
  });

  test("a line that only looks like a hunk's head is text", () => {
    expect(hunkLines("@@ -1 +1 @@\n+@@ -9 +9,5 @@")).toEqual([1]);
  });

  test("a hunk that only removes has no line of the head", () => {
    expect(hunkLines("@@ -1,2 +0,0 @@\n-a\n-b")).toEqual([]);
  });

  test("what happened to each file, in our words; a binary file has no lines", async () => {
    const { forge, github } = nockedForge();
    github.get(FILES).reply(200, [
      { filename: "a.yml", status: "changed", patch },
      { filename: "b.png", status: "added" },
      { filename: "c.sql", status: "renamed" },
      { filename: "d.sql", status: "removed" },
    ]);

    const files = await forge.changedFiles(7);

    expect(files.map(({ path, status }) => `${path} ${status}`)).toEqual([
      "a.yml modified",
      "b.png added",
      "c.sql renamed",
      "d.sql removed",
    ]);
    expect(files[1]?.lines).toEqual([]);
  });
});

describe("comments on lines", () => {
  const comments = [
    { key: "<!-- k1 -->", path: "a.yml", line: 2, body: "<!-- k1 -->one" },
    { key: "<!-- k2 -->", path: "a.yml", line: 20, body: "<!-- k2 -->two" },
    { key: "<!-- k3 -->", path: "a.yml", line: 41, body: "<!-- k3 -->three" },
  ];
  const ours = { user: { login: "headgate[bot]" }, body: "<!-- k1 -->one" };

  test("one review holds those that stand in the diff and are not there yet", async () => {
    const { forge, github } = nockedForge();
    github.get(FILES).reply(200, [{ filename: "a.yml", status: "modified", patch }]);
    github.get(THERE).reply(200, [ours, { user: { login: "mallory" }, body: "<!-- k3 -->" }]);
    github
      .post(REVIEWS, {
        commit_id: head,
        event: "COMMENT",
        comments: [{ path: "a.yml", line: 41, side: "RIGHT", body: "<!-- k3 -->three" }],
      })
      .reply(200, { id: 1 });

    await expect(forge.ensureLineComments(7, head, comments)).resolves.toBeUndefined();
  });

  test("nothing is posted when all are there", async () => {
    const { forge, github } = nockedForge();
    github.get(FILES).reply(200, [{ filename: "a.yml", status: "modified", patch }]);
    github.get(THERE).reply(200, [ours]);

    await expect(forge.ensureLineComments(7, head, comments.slice(0, 2))).resolves.toBeUndefined();
  });

  test("a review that got no answer is looked for before it is posted again", async () => {
    const { forge, github } = nockedForge();
    github.get(FILES).reply(200, [{ filename: "a.yml", status: "modified", patch }]);
    github.get(THERE).reply(200, []);
    github.post(REVIEWS).reply(502, { message: "Bad gateway" });
    github.get(THERE).reply(200, [ours]);

    await expect(forge.ensureLineComments(7, head, comments.slice(0, 1))).resolves.toBeUndefined();
  });

  test("a locked conversation is a line in the log, another refusal an error", async () => {
    const { forge, github, logged } = nockedForge();
    github
      .get(FILES)
      .twice()
      .reply(200, [{ filename: "a.yml", status: "modified", patch }]);
    github.get(THERE).twice().reply(200, []);
    github.post(REVIEWS).reply(403, { message: "Conversation is locked" });
    github.post(REVIEWS).reply(422, { message: "Unprocessable Entity" });

    await forge.ensureLineComments(7, head, comments);
    const error = await forgeErrorOf(forge.ensureLineComments(7, head, comments));

    expect(logged).toHaveLength(1);
    expect(error.code).toBe("forge-refused");
  });
});

describe("reactions", () => {
  test.each([
    ["issue", `${REPO}/issues/comments/4/reactions`],
    ["review", `${REPO}/pulls/comments/4/reactions`],
  ] as const)("one is put on a comment of kind %s, again after a server error", async (kind, path) => {
    const { forge, github } = nockedForge();
    github.post(path, { content: "eyes" }).reply(502, { message: "Bad gateway" });
    github.post(path, { content: "eyes" }).reply(200, { id: 1 });

    await expect(forge.react({ kind, id: 4 }, "eyes")).resolves.toBeUndefined();
  });

  test("none is put on a comment that was deleted meanwhile", async () => {
    const { forge, github } = nockedForge();
    github.post(`${REPO}/issues/comments/4/reactions`).reply(404, { message: "Not Found" });

    await expect(forge.react({ kind: "issue", id: 4 }, "eyes")).resolves.toBeUndefined();
  });

  test("the text of a submitted review takes none, and GitHub is not asked", async () => {
    const { forge } = nockedForge();

    await expect(forge.react({ kind: "submission", id: 4 }, "eyes")).resolves.toBeUndefined();
    expect(await forge.listReactions({ kind: "submission", id: 4 })).toEqual([]);
  });

  test("those of people are listed, those of bots left out", async () => {
    const { forge, github } = nockedForge();
    github.get(`${REPO}/issues/comments/4/reactions?per_page=100`).reply(200, [
      { content: "+1", user: { login: "ada", type: "User" } },
      { content: "eyes", user: { login: "headgate[bot]", type: "Bot" } },
      { content: "-1", user: null },
    ]);

    expect(await forge.listReactions({ kind: "issue", id: 4 })).toEqual([{ by: "ada", reaction: "+1" }]);
  });
});
