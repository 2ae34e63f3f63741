import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository({
  files: {
    "models/orders.sql": "select 1\n",
    ".github/headgate.yml": "version: 1\n",
    "large.json": "x".repeat(1_000_001),
  },
});
const client = clientFor(github, shop);
const place = placeOf(shop);
afterAll(async () => {
  await github.stop();
});

describe("contents", () => {
  test("come as base64 with their size", async () => {
    const { data } = await client.rest.repos.getContent({ ...place, path: "models/orders.sql" });

    expect(data).toMatchObject({ type: "file", name: "orders.sql", size: 9, encoding: "base64" });
    const content = "content" in data ? data.content : "";
    expect(Buffer.from(content, "base64").toString()).toBe("select 1\n");
  });

  test("come raw when asked for", async () => {
    const { data } = await client.rest.repos.getContent({
      ...place,
      path: ".github/headgate.yml",
      ref: "main",
      mediaType: { format: "raw" },
    });

    expect(data).toBe("version: 1\n");
  });

  test("above one megabyte come raw alone", async () => {
    const asked = { ...place, path: "large.json" };

    const plain = await client.rest.repos.getContent(asked);
    const raw = await client.rest.repos.getContent({ ...asked, mediaType: { format: "raw" } });

    expect(plain.data).toMatchObject({ encoding: "none", content: "" });
    expect(raw.headers["content-length"]).toBe("1000001");
  });

  test("of a folder are a list", async () => {
    const { data } = await client.rest.repos.getContent({ ...place, path: "models" });

    expect(data).toMatchObject([{ type: "file", path: "models/orders.sql" }]);
  });

  test("that are not there are 404, and so is an unknown ref", async () => {
    const missing = await refusalOf(client.rest.repos.getContent({ ...place, path: "none.yml" }));
    const elsewhere = client.rest.repos.getContent({ ...place, path: "models", ref: "none" });

    expect(missing).toMatchObject({ status: 404, message: "Not Found" });
    expect((await refusalOf(elsewhere)).status).toBe(404);
  });

  test("are not sent again to a client that has them", async () => {
    const asked = { ...place, path: "models/orders.sql" };
    const { headers } = await client.rest.repos.getContent(asked);

    const again = client.rest.repos.getContent({ ...asked, headers: { "if-none-match": headers.etag } });

    expect((await refusalOf(again)).status).toBe(304);
  });
});

describe("git objects", () => {
  test("lead from a branch to the bytes of a file", async () => {
    const ref = await client.rest.git.getRef({ ...place, ref: "heads/main" });
    const commit = await client.rest.git.getCommit({ ...place, commit_sha: ref.data.object.sha });
    const tree = await client.rest.git.getTree({
      ...place,
      tree_sha: commit.data.tree.sha,
      recursive: "true",
    });
    const entry = tree.data.tree.find(({ path }) => path === "models/orders.sql");
    const blob = await client.rest.git.getBlob({ ...place, file_sha: entry?.sha ?? "" });

    expect(ref.data.object.sha).toBe(await shop.headOf("main"));
    expect(tree.data.truncated).toBe(false);
    expect(Buffer.from(blob.data.content, "base64").toString()).toBe("select 1\n");
  });

  test("that do not exist are 404", async () => {
    const refused = await refusalOf(client.rest.git.getBlob({ ...place, file_sha: "0".repeat(40) }));

    expect(refused.status).toBe(404);
  });
});

describe("history", () => {
  test("lists commits newest first, of one path where asked", async () => {
    const first = await shop.headOf("main");
    const second = await shop.pushCommit({ files: { "models/customers.sql": "select 1\n" } });

    const all = await client.rest.repos.listCommits({ ...place, sha: second });
    const one = await client.rest.repos.listCommits({ ...place, sha: second, path: "models/orders.sql" });

    expect(all.data.map(({ sha }) => sha)).toEqual([second, first]);
    expect(one.data.map(({ sha }) => sha)).toEqual([first]);
  });

  test("compares from the merge base, and shows 300 files at most", async () => {
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`many/${at}.sql`, "select 1\n"]));
    const fork = await shop.headOf("main");
    const head = await shop.pushCommit({ branch: "many", files: many });
    const base = await shop.pushCommit({ files: { "later.sql": "select 1\n" } });

    const { data } = await client.rest.repos.compareCommitsWithBasehead({
      ...place,
      basehead: `${base}...${head}`,
    });

    expect(data).toMatchObject({ status: "diverged", ahead_by: 1, behind_by: 1 });
    expect(data.merge_base_commit.sha).toBe(fork);
    expect(data.files).toHaveLength(300);
  });
});

test("nothing in these requests was against GitHub's description", () => {
  expect(github.violations()).toEqual([]);
});
