import { afterEach, describe, expect, test } from "vitest";
import { endNock, forgeErrorOf, nockedForge, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const LIST = `${REPO}/issues/7/comments`;
const PAGE = `${LIST}?per_page=100`;
const marker = "<!-- headgate -->";
const kept = { marker, body: `${marker}\nAll clear.` };

function comment(id: number, body: string, login = "headgate[bot]"): object {
  return { id, body, user: { login, type: login.endsWith("[bot]") ? "Bot" : "User" } };
}

describe("finding", () => {
  test("the comment of ours is found on a later page", async () => {
    const { forge, github } = nockedForge();
    const next = { link: `<https://github.test${PAGE}&page=2>; rel="next"` };
    github.get(PAGE).reply(200, [comment(1, "hello", "ada")], next);
    github.get(`${PAGE}&page=2`).reply(200, [comment(2, kept.body)]);

    expect(await forge.findComment(7, marker)).toEqual({ id: 2, body: kept.body });
  });

  test("a marker that a person or another bot wrote proves nothing", async () => {
    const { forge, github } = nockedForge();
    github.get(PAGE).reply(200, [comment(1, kept.body, "mallory"), comment(2, kept.body, "other[bot]")]);

    expect(await forge.findComment(7, marker)).toBeNull();
  });

  test("a comment that somebody hid is not ours to edit any more", async () => {
    const { forge, github } = nockedForge();
    github.get(PAGE).reply(200, [{ ...comment(1, kept.body), minimized: { reason: "outdated" } }]);

    expect(await forge.findComment(7, marker)).toBeNull();
  });

  test("who we are is asked once", async () => {
    const { forge, github } = nockedForge({ login: "github-actions[bot]" });
    github
      .get(PAGE)
      .twice()
      .reply(200, [comment(1, kept.body, "github-actions[bot]")]);

    await forge.findComment(7, marker);

    expect(await forge.findComment(7, marker)).not.toBeNull();
  });
});

describe("keeping", () => {
  test("it is created where there is none", async () => {
    const { forge, github } = nockedForge();
    github.get(PAGE).reply(200, []);
    github.post(LIST, { body: kept.body }).reply(201, comment(9, kept.body));

    expect(await forge.ensureComment(7, kept)).toEqual({ id: 9, body: kept.body });
  });

  test("it is edited in place where it differs", async () => {
    const { forge, github } = nockedForge();
    github.get(PAGE).reply(200, [comment(3, `${marker}\nBreaking.`)]);
    github.patch(`${REPO}/issues/comments/3`, { body: kept.body }).reply(200, comment(3, kept.body));

    expect(await forge.ensureComment(7, kept)).toEqual({ id: 3, body: kept.body });
  });

  test("nothing is written where it is the same, line ends aside", async () => {
    const { forge, github } = nockedForge();
    github.get(PAGE).reply(200, [comment(3, kept.body.replace("\n", "\r\n"))]);

    expect((await forge.ensureComment(7, kept))?.id).toBe(3);
  });

  test("a create that got no answer is looked for before anything is written again", async () => {
    const { forge, github, pauses } = nockedForge();
    github.get(PAGE).reply(200, []);
    github.post(LIST).reply(502, { message: "Bad gateway" });
    github.get(PAGE).reply(200, [comment(9, kept.body)]);

    expect((await forge.ensureComment(7, kept))?.id).toBe(9);
    expect(pauses).toEqual([1000]);
  });

  test("a create that did not happen is repeated at most twice, each time after looking again", async () => {
    const { forge, github } = nockedForge();
    github.get(PAGE).times(3).reply(200, []);
    github.post(LIST).times(3).reply(500, { message: "Oops" });

    const error = await forgeErrorOf(forge.ensureComment(7, kept));

    expect(error.code).toBe("forge-unavailable");
  });

  test("a locked conversation is a line in the log", async () => {
    const { forge, github, logged } = nockedForge();
    github.get(PAGE).reply(200, []);
    github.post(LIST).reply(403, { message: "Unable to create comment because issue is locked." });

    expect(await forge.ensureComment(7, kept)).toBeNull();
    expect(logged).toEqual(["the conversation is locked, the comment was not written"]);
  });
});
