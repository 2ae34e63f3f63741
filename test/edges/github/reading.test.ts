import { afterEach, describe, expect, test } from "vitest";
import { endNock, forgeErrorOf, nockedForge, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const sha = (letter: string): string => letter.repeat(40);

function pull(more: object = {}): object {
  return {
    number: 7,
    state: "open",
    draft: false,
    user: { login: "ada" },
    head: { sha: sha("c"), ref: "topic", repo: { full_name: "acme/shop" } },
    base: { sha: sha("b"), ref: "main", repo: { full_name: "acme/shop", private: true } },
    ...more,
  };
}

describe("pull requests", () => {
  test("one of the repository itself", async () => {
    const { forge, github } = nockedForge();
    github.get(`${REPO}/pulls/7`).reply(200, pull());

    expect(await forge.readPull(7)).toEqual({
      number: 7,
      isOpen: true,
      isDraft: false,
      author: "ada",
      isPrivate: true,
      head: { sha: sha("c"), ref: "topic", repository: "acme/shop" },
      base: { sha: sha("b"), ref: "main" },
      isFork: false,
    });
  });

  test.each([
    ["of a fork", { full_name: "mallory/shop" }, "mallory/shop"],
    ["of a fork that was deleted", null, null],
  ])("one %s", async (_, repo, repository) => {
    const { forge, github } = nockedForge();
    github
      .get(`${REPO}/pulls/7`)
      .reply(200, pull({ state: "closed", head: { sha: sha("c"), ref: "main", repo } }));

    const read = await forge.readPull(7);

    expect(read).toMatchObject({ isOpen: false, isFork: true, head: { repository } });
  });

  test("open ones are listed over all pages", async () => {
    const { forge, github } = nockedForge();
    const page = `${REPO}/pulls?state=open&per_page=100`;
    github.get(page).reply(200, [{ number: 1 }], { link: `<https://github.test${page}&page=2>; rel="next"` });
    github.get(`${page}&page=2`).reply(200, [{ number: 2 }]);

    expect(await forge.listOpenPulls()).toEqual([1, 2]);
  });

  test("one that is not there is an error that says so", async () => {
    const { forge, github } = nockedForge();
    github.get(`${REPO}/pulls/7`).reply(404, { message: "Not Found" });

    expect((await forgeErrorOf(forge.readPull(7))).code).toBe("forge-missing");
  });
});

describe("folders", () => {
  const CONTENTS = `${REPO}/contents/target?ref=main`;

  test("give the names of what lies in them", async () => {
    const { forge, github } = nockedForge();
    github.get(CONTENTS).reply(200, [{ name: "manifest.json" }, { name: "compiled" }]);

    expect(await forge.listFolder("target", "main")).toEqual(["manifest.json", "compiled"]);
  });

  test("hold nothing where there is none, or a file of that name", async () => {
    const { forge, github } = nockedForge();
    github.get(CONTENTS).reply(404, { message: "Not Found" });
    github.get(CONTENTS).reply(200, { name: "target", type: "file" });

    expect(await forge.listFolder("target", "main")).toEqual([]);
    expect(await forge.listFolder("target", "main")).toEqual([]);
  });

  test("with as many files as GitHub lists at most are not known", async () => {
    const { forge, github } = nockedForge();
    github.get(CONTENTS).reply(
      200,
      Array.from({ length: 1000 }, (_, index) => ({ name: `${index}.json` })),
    );

    expect(await forge.listFolder("target", "main")).toBeNull();
  });
});

describe("commits", () => {
  test("the merge base is the commit that GitHub compares from", async () => {
    const { forge, github } = nockedForge();
    github
      .get(`${REPO}/compare/${sha("b")}...${sha("c")}?per_page=1`)
      .reply(200, { merge_base_commit: { sha: sha("a") } });

    expect(await forge.mergeBase(sha("b"), sha("c"))).toBe(sha("a"));
  });

  test("ancestors follow the first parent and leave merged branches aside", async () => {
    const { forge, github } = nockedForge();
    github.get(`${REPO}/commits?sha=${sha("d")}&per_page=100`).reply(200, [
      { sha: sha("d"), parents: [{ sha: sha("b") }, { sha: sha("c") }] },
      { sha: sha("c"), parents: [{ sha: sha("a") }] },
      { sha: sha("b"), parents: [{ sha: sha("a") }] },
      { sha: sha("a"), parents: [] },
    ]);

    expect(await forge.listAncestors(sha("d"))).toEqual([sha("d"), sha("b"), sha("a")]);
  });
});

describe("files", () => {
  const path = `${REPO}/contents/target%2Fmanifest.json.gz?ref=artifacts`;
  const raw = { "content-type": "application/vnd.github.raw+json; charset=utf-8" };

  test("bytes come as they are, although the answer names a charset", async () => {
    const { forge, github } = nockedForge();
    const bytes = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xc3]);
    github.get(path).matchHeader("accept", "application/vnd.github.raw+json").reply(200, bytes, raw);

    const read = await forge.readBytes("target/manifest.json.gz", "artifacts");

    expect(Buffer.from(read ?? []).equals(bytes)).toBe(true);
  });

  test("one that is not there is null", async () => {
    const { forge, github } = nockedForge();
    github.get(path).reply(404, { message: "Not Found" });

    expect(await forge.readBytes("target/manifest.json.gz", "artifacts")).toBeNull();
  });

  test("a folder is no file", async () => {
    const { forge, github } = nockedForge();
    github.get(`${REPO}/contents/target?ref=main`).reply(200, [{ name: "manifest.json" }]);

    expect(await forge.readBytes("target", "main")).toBeNull();
  });

  test("a text of more than a megabyte is refused", async () => {
    const { forge, github } = nockedForge();
    github.get(`${REPO}/contents/a.yml?ref=main`).reply(200, "x".repeat(1024 * 1024 + 1), raw);

    const error = await forgeErrorOf(forge.readFile("a.yml", "main"));

    expect(error.advice.why).toBe("It has more than 1 MB.");
  });
});

describe("permission", () => {
  const path = `${REPO}/collaborators/ada/permission`;

  test.each([
    ["admin", "admin", "admin"],
    ["write", "maintain", "maintain"],
    ["read", "triage", "triage"],
    ["write", "release-captain", "write"],
    ["none", "none", "none"],
  ])("`%s` with the role `%s` is %s", async (permission, role, expected) => {
    const { forge, github } = nockedForge();
    github.get(path).reply(200, { permission, role_name: role });

    expect(await forge.permissionOf("ada")).toBe(expected);
  });

  test("somebody whom GitHub does not know may nothing", async () => {
    const { forge, github } = nockedForge();
    github.get(path).reply(404, { message: "ada is not a user" });

    expect(await forge.permissionOf("ada")).toBe("none");
  });
});
