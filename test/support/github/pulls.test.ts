import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const files = { "a.sql": "select 1\n", "b.sql": "select 1\nfrom b\n", "c.sql": "select 1\n" };
const shop = await github.createRepository({ files });
const client = clientFor(github, shop);
const place = placeOf(shop);
afterAll(() => github.stop());

describe("a pull request", () => {
  test("has its head, its base and git's own figures", async () => {
    const pull = await shop.openPull({ head: "figures", files: { "a.sql": "select 2\nfrom a\n" } });

    const { data } = await client.rest.pulls.get({ ...place, pull_number: pull.number });

    expect(data).toMatchObject({
      state: "open",
      draft: false,
      user: { login: "author" },
      head: { sha: pull.headSha(), ref: "figures", repo: { full_name: "acme/shop" } },
      base: { sha: await pull.baseSha(), ref: "main" },
      commits: 1,
      changed_files: 1,
      additions: 2,
      deletions: 1,
    });
  });

  test("shows each file with the hunks that git writes, and a rename without any", async () => {
    const pull = await shop.openPull({
      head: "hunks",
      files: { "a.sql": "select 1\nfrom a\n", "b.sql": null, "moved.sql": files["b.sql"], "d.sql": "new\n" },
    });

    const { data } = await client.rest.pulls.listFiles({ ...place, pull_number: pull.number });

    expect(data).toMatchObject([
      { filename: "a.sql", status: "modified", patch: "@@ -1 +1,2 @@\n select 1\n+from a" },
      { filename: "d.sql", status: "added", additions: 1 },
      { filename: "moved.sql", status: "renamed", previous_filename: "b.sql" },
    ]);
    expect(data[2]).not.toHaveProperty("patch");
  });

  test("moves with a push, and with a forced one", async () => {
    const pull = await shop.openPull({ head: "moves", files: { "a.sql": "select 2\n" } });
    const read = async () => (await client.rest.pulls.get({ ...place, pull_number: pull.number })).data;

    const second = await pull.push({ "c.sql": "select 2\n" });
    expect(await read()).toMatchObject({ head: { sha: second }, commits: 2, changed_files: 2 });

    const third = await pull.forcePush({ "c.sql": "select 3\n" });
    expect(await read()).toMatchObject({ head: { sha: third }, commits: 1, changed_files: 1 });
  });

  test("of a fork has another repository as its head, and none once the fork is gone", async () => {
    const fork = await shop.fork("stranger");
    const pull = await shop.openPull({ fork, author: "stranger", files: { "a.sql": "select 4\n" } });
    const read = async () => (await client.rest.pulls.get({ ...place, pull_number: pull.number })).data;

    expect((await read()).head).toMatchObject({ label: "stranger:change", repo: { fork: true } });
    fork.remove();
    expect(await read()).toMatchObject({ head: { sha: pull.headSha(), repo: null }, changed_files: 1 });
  });

  test("is closed when its branch is deleted, and its head can still be read", async () => {
    const pull = await shop.openPull({ head: "gone", files: { "a.sql": "select 5\n" } });
    await shop.deleteBranch("gone");

    const { data } = await client.rest.pulls.get({ ...place, pull_number: pull.number });
    const content = await client.rest.repos.getContent({ ...place, path: "a.sql", ref: pull.headSha() });

    expect(data.state).toBe("closed");
    expect(content.status).toBe(200);
  });

  test("with nothing to merge is refused", async () => {
    await shop.pushCommit({ branch: "same", files: {} });
    const asked = { ...place, head: "main", base: "main", title: "Nothing" };

    const refused = await refusalOf(clientFor(github, shop).rest.pulls.create(asked));

    expect(refused).toMatchObject({ status: 422, message: "Validation Failed" });
  });
});

describe("lists", () => {
  test("give only the open ones unless asked, filtered by head", async () => {
    const pull = await shop.openPull({ head: "listed", files: { "a.sql": "select 6\n" } });

    const one = await client.rest.pulls.list({ ...place, head: "acme:listed" });
    await pull.close();
    const none = await client.rest.pulls.list({ ...place, head: "acme:listed" });
    const all = await client.rest.pulls.list({ ...place, head: "acme:listed", state: "all" });

    expect([one, none, all].map(({ data }) => data.length)).toEqual([1, 0, 1]);
  });

  test("come in pages of 100 at most, with links that a client follows", async () => {
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, at) => [`many/${at}.sql`, "x\n"]));
    const pull = await shop.openPull({ head: "many", files: many });
    const asked = { ...place, pull_number: pull.number };

    const first = await client.rest.pulls.listFiles({ ...asked });
    const all = await client.paginate(client.rest.pulls.listFiles, { ...asked, per_page: 100 });

    expect(first.data).toHaveLength(30);
    expect(first.headers.link).toContain('rel="next"');
    expect(new Set(all.map(({ filename }) => filename)).size).toBe(130);
  });
});

describe("the diff", () => {
  test("is git's own text", async () => {
    const pull = await shop.openPull({ head: "diff", files: { "a.sql": "select 7\n" } });

    const { data } = await client.rest.pulls.get({
      ...place,
      pull_number: pull.number,
      mediaType: { format: "diff" },
    });

    expect(data).toEqual(expect.stringContaining("diff --git a/a.sql b/a.sql"));
  });

  test("of more than 300 files is refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`more/${at}.sql`, "x\n"]));
    const pull = await shop.openPull({ head: "large-diff", files: many });
    const asked = { ...place, pull_number: pull.number, mediaType: { format: "diff" } };

    const refused = await refusalOf(client.rest.pulls.get(asked));

    expect(refused.status).toBe(406);
  });
});
