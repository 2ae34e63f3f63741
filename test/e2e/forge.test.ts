import { Probot } from "probot";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { forgeApp } from "../../src/edges/github/forge-app.ts";
import { tokenForge, type ForgeSetting } from "../../src/edges/github/forge.ts";
import type { Check, Forge } from "../../src/ports.ts";
import { startGitHub } from "../support/github/start.ts";
import { forgeErrorOf } from "../support/nock-github.ts";

const github = await startGitHub();
const shop = await github.createRepository({
  isPrivate: true,
  files: { "models/orders.sql": "select 1\nfrom a\n", ".github/headgate.yml": "version: 1\n" },
});
const bare = await github.createRepository({ owner: "other", name: "closed", isInstalled: false });
afterAll(() => github.stop());

let logged: string[] = [];
let pauses: number[] = [];
beforeEach(() => {
  logged = [];
  pauses = [];
});

const note = (_: unknown, message: string): void => void logged.push(message);
const setting: ForgeSetting = {
  log: { info: note, warn: note, error: note },
  pause: (ms) => {
    pauses.push(ms);
    return Promise.resolve();
  },
};

const probot = new Probot({
  appId: github.appId,
  privateKey: github.privateKey,
  baseUrl: github.apiUrl,
  logLevel: "fatal",
});
const app = forgeApp(probot, setting);
const [key] = await app.listRepositories();
if (key === undefined) throw new Error("The App reaches no repository.");

function withToken(token: string, more: Partial<ForgeSetting> = {}): Forge {
  return tokenForge(
    { token, baseUrl: github.apiUrl },
    { ...shop, repository: shop.name, installation: null },
    { ...setting, ...more },
  );
}

const ways = [
  ["the App", github.appLogin, await app.forgeOf(key)],
  ["an Action", "github-actions[bot]", withToken(github.actionsToken(shop.record))],
] as const;

let branches = 0;
function open(files: Record<string, string> = { "models/orders.sql": "select 2\nfrom a\n" }) {
  branches += 1;
  return shop.openPull({ head: `change-${branches}`, files: { ...files, "n.txt": String(branches) } });
}

function checkAt(headSha: string, pull: number, more: Partial<Check> = {}): Check {
  const texts = { title: "Clean", summary: "Nothing breaks.", text: "" };
  return {
    name: "headgate",
    headSha,
    pull,
    conclusion: "success",
    ...texts,
    annotations: [],
    actions: [],
    ...more,
  };
}

const marker = "<!-- headgate -->";
const kept = { marker, body: `${marker}\nAll clear.` };
const COMMENT = /^POST .*\/issues\/\d+\/comments$/u;

test("the App reaches the repositories that it is installed on, and no other", async () => {
  expect(await app.listRepositories()).toEqual([
    { installation: key.installation, owner: "acme", repository: "shop" },
  ]);
  const closed = await app.forgeOf({
    installation: key.installation,
    owner: bare.owner,
    repository: "nothing",
  });

  expect((await forgeErrorOf(closed.readPull(1))).code).toBe("forge-missing");
});

describe.each(ways)("as %s", (_, login, forge) => {
  test("a pull request, its merge base, its diff and its files", async () => {
    const pull = await open();
    await shop.pushCommit({ branch: "main", files: { "later.sql": "select 1\n" }, author: "ada" });

    const read = await forge.readPull(pull.number);
    const base = await forge.mergeBase(read.base.sha, read.head.sha);
    const files = await forge.changedFiles(pull.number);

    expect(read).toMatchObject({ isOpen: true, isFork: false, isPrivate: true, author: "author" });
    expect(read.head).toEqual({ sha: pull.headSha(), ref: pull.headRef, repository: "acme/shop" });
    expect(base).toBe(await pull.mergeBase());
    expect(files.find(({ path }) => path === "models/orders.sql")).toEqual({
      path: "models/orders.sql",
      status: "modified",
      lines: [1, 2],
    });
    expect(await forge.readFile("models/orders.sql", base)).toBe("select 1\nfrom a\n");
    expect(await forge.readFile("models/none.sql", base)).toBeNull();
    expect(await forge.readFile("models", base)).toBeNull();
    expect(await forge.listOpenPulls()).toContain(pull.number);
    expect((await forge.listAncestors(read.head.sha)).slice(0, 2)).toEqual([read.head.sha, base]);
  });

  test("a file of bytes on a branch, as it was committed", async () => {
    const bytes = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xc3, 0x28]);
    await shop.pushCommit({ branch: "artifacts", files: { "state/manifest.json.gz": bytes }, author: "ada" });

    const read = await forge.readBytes("state/manifest.json.gz", "artifacts");

    expect(Buffer.from(read ?? [])).toEqual(bytes);
  });

  test("the root and a folder of the repository, and one that is not there", async () => {
    await shop.pushCommit({ branch: "state", files: { "state/manifest.json": "{}" }, author: "ada" });

    expect(await forge.listFolder("state", "state")).toEqual(["manifest.json"]);
    expect(await forge.listFolder("", "state")).toContain("state");
    expect(await forge.listFolder("nowhere", "state")).toEqual([]);
  });

  test("who may do what, by the role that permission folds together", async () => {
    shop.setPermission("mia", "maintain");
    shop.setPermission("tom", "triage");
    shop.setPermission("cleo", "write", "release captain");

    const found = await Promise.all(["mia", "tom", "cleo", "nobody"].map((one) => forge.permissionOf(one)));

    expect(found).toEqual(["maintain", "triage", "write", "none"]);
  });

  test("one comment, ours by its author, over more than a page, edited in place and not touched when it is the same", async () => {
    const pull = await open();
    await pull.comment("mallory", kept.body);
    await pull.commentAsApp("headgate-impostor", kept.body);
    for (let count = 0; count < 100; count += 1) await pull.comment("ada", "hm");

    const made = await forge.ensureComment(pull.number, kept);
    const same = await forge.ensureComment(pull.number, kept);
    const writes = github.requests().length;
    const edited = await forge.ensureComment(pull.number, { marker, body: `${marker}\nBreaking.` });

    expect(new Set([made?.id, same?.id, edited?.id]).size).toBe(1);
    expect(github.requests().length).toBeGreaterThan(writes);
    const ours = pull.comments().filter((one) => one.author === login);
    expect(ours.map(({ body }) => body)).toEqual([`${marker}\nBreaking.`]);
    expect(await forge.findComment(pull.number, marker)).toEqual(edited);
  });

  test("a comment whose answer is lost is not posted twice", async () => {
    const counts: number[] = [];
    for (const kind of ["502", "drop"] as const) {
      const pull = await open();
      github.failNext(COMMENT, { kind, when: "after" });
      await forge.ensureComment(pull.number, kept);
      counts.push(pull.comments().length);
    }

    expect(counts).toEqual([1, 1]);
  });

  test("a secondary limit on a comment is waited for, then it is posted once", async () => {
    const pull = await open();
    github.setRetryAfter(3);
    github.failNext(COMMENT, { kind: "secondary-403", when: "before" });

    await forge.ensureComment(pull.number, kept);

    expect(pauses).toEqual([3000]);
    expect(pull.comments()).toHaveLength(1);
  });

  test("comments on lines of the diff in one review, once, whatever is lost", async () => {
    const pull = await open();
    const comments = [
      { key: "<!-- k1 -->", path: "models/orders.sql", line: 1, body: "<!-- k1 -->\nDescribe it." },
      { key: "<!-- k2 -->", path: "models/orders.sql", line: 900, body: "<!-- k2 -->\nNot in the diff." },
    ];
    github.failNext(/^POST .*\/reviews$/u, { kind: "502", when: "after" });

    await forge.ensureLineComments(pull.number, pull.headSha(), comments);
    await forge.ensureLineComments(pull.number, pull.headSha(), comments);

    expect(pull.lineComments().map(({ body }) => body)).toEqual(["<!-- k1 -->\nDescribe it."]);
  });

  test("a locked conversation is a line in the log", async () => {
    const pull = await open();
    pull.lock();

    const comment = await forge.ensureComment(pull.number, kept);
    await forge.ensureLineComments(pull.number, pull.headSha(), [
      { key: "k", path: "models/orders.sql", line: 1, body: "k" },
    ]);

    expect(comment).toBeNull();
    expect(logged).toHaveLength(2);
    expect(pull.comments()).toEqual([]);
  });

  test("reactions of ours, and those of people", async () => {
    const pull = await open();
    const id = await pull.comment("ada", "/headgate help");
    const line = await pull.commentOnLine("ada", "/headgate help", { path: "models/orders.sql", line: 1 });
    pull.react("ada", id, "+1");

    await forge.react({ kind: "issue", id }, "eyes");
    await forge.react({ kind: "issue", id }, "eyes");
    await forge.react({ kind: "review", id: line }, "confused");

    expect(pull.reactions(id)).toHaveLength(2);
    expect(pull.reactions(line)).toEqual([{ login, content: "confused" }]);
    expect(await forge.listReactions({ kind: "issue", id })).toEqual([{ by: "ada", reaction: "+1" }]);
  });

  test("one check run for a head: in progress, finished, opened again; annotations once, whatever is lost", async () => {
    const pull = await open();
    const annotations = Array.from({ length: 120 }, (__, index) => ({
      path: "models/orders.sql",
      line: 1,
      level: "warning" as const,
      title: `F${index}`,
      message: "A column is gone.",
    }));
    const finished = checkAt(pull.headSha(), pull.number, { conclusion: "neutral", annotations });

    await forge.ensureCheck(checkAt(pull.headSha(), pull.number, { conclusion: null }));
    github.failNext(/^PATCH .*\/check-runs\/\d+$/u, { kind: "502", when: "after", times: 2 });
    await forge.ensureCheck(finished);
    await forge.ensureCheck(finished);
    const [run, ...others] = pull.checkRuns();

    expect(others).toEqual([]);
    expect(run).toMatchObject({ status: "completed", conclusion: "neutral" });
    expect(run?.annotations).toHaveLength(120);
    await forge.ensureCheck(checkAt(pull.headSha(), pull.number, { conclusion: null }));
    expect(pull.checkRuns()).toMatchObject([{ status: "in_progress", conclusion: null }]);
  });

  test("a check run whose answer is lost is not made twice, and texts are cut to what GitHub takes", async () => {
    const pull = await open();
    github.failNext(/^POST .*\/check-runs$/u, { kind: "drop", when: "after" });
    const text = "é\n".repeat(60_000);

    await forge.ensureCheck(checkAt(pull.headSha(), pull.number, { text }));

    expect(pull.checkRuns()).toHaveLength(1);
  });

  test("artifacts of a head and of all, and the zip through the redirect", async () => {
    const pull = await open();
    const id = await shop.uploadArtifact({ sha: pull.headSha(), files: { "manifest.json": "{}" } });

    const [ofHead] = await forge.listArtifacts("dbt-root", pull.headSha());
    const all = await forge.listArtifacts("dbt-root", null);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await forge.downloadArtifact(id)) chunks.push(chunk);

    expect(ofHead).toMatchObject({ id, headSha: pull.headSha(), isExpired: false, isFromFork: false });
    expect(all[0]?.id).toBe(id);
    expect(Buffer.concat(chunks).length).toBe(ofHead?.sizeInBytes);
    expect(await forge.listArtifacts("dbt-none", pull.headSha())).toEqual([]);
  });

  test("an artifact that has expired cannot be downloaded", async () => {
    const pull = await open();
    const id = await shop.uploadArtifact({ sha: pull.headSha(), files: {}, isExpired: true });

    const [found] = await forge.listArtifacts("dbt-root", pull.headSha());

    expect(found?.isExpired).toBe(true);
    expect((await forgeErrorOf(forge.downloadArtifact(id))).code).toBe("forge-missing");
  });

  test("a fork: its head, its artifacts, and when it is deleted", async () => {
    branches += 1;
    const fork = await shop.fork(`stranger-${branches}`);
    const pull = await shop.openPull({ fork, head: "main-2", files: { "models/orders.sql": "select 3\n" } });
    await shop.uploadArtifact({ sha: pull.headSha(), fork, files: { "manifest.json": "{}" } });

    const read = await forge.readPull(pull.number);
    const [artifact] = await forge.listArtifacts("dbt-root", pull.headSha());
    await forge.ensureCheck(checkAt(pull.headSha(), pull.number));
    fork.remove();
    const orphan = await forge.readPull(pull.number);

    expect(read).toMatchObject({ isFork: true, head: { repository: fork.fullName } });
    expect(artifact?.isFromFork).toBe(true);
    expect(orphan).toMatchObject({ isFork: true, head: { repository: null } });
    expect(pull.checkRuns()).toHaveLength(1);
  });
});

test("a comment that no answer comes for is not posted twice", async () => {
  const pull = await open();
  const forge = withToken(github.actionsToken(shop.record), { timeout: 2000 });
  github.failNext(COMMENT, { kind: "hang", when: "after" });

  await forge.ensureComment(pull.number, kept);

  expect(pull.comments()).toHaveLength(1);
});

test("a permission that is missing is said, with what to do", async () => {
  const pull = await open();
  const forge = withToken(
    github.installationToken(shop.record, { metadata: "read", contents: "read", issues: "read" }),
  );

  const refused = await forgeErrorOf(forge.ensureComment(pull.number, kept));

  expect(refused.code).toBe("forge-forbidden");
  expect(refused.advice.todo).toContain("permission");
});

test("a token that is no longer good is said", async () => {
  expect((await forgeErrorOf(withToken("ghs_none").readPull(1))).code).toBe("forge-unauthorized");
});

test("a fifth of all requests failing leaves one comment and one check run", async () => {
  const pull = await open();
  const [, , forge] = ways[0];
  github.setRetryAfter(1);
  const kinds = ["500", "502", "503", "secondary-403", "secondary-429", "drop"] as const;
  github.failAtRandom({ seed: 11, rate: 0.2, kinds });
  let given = 0;
  // A failed step is taken up again as a whole, as the queue does.
  const insist = async (step: () => Promise<unknown>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      given += 1;
      if (given === 20) throw error;
      await insist(step);
    }
  };

  for (let round = 0; round < 20; round += 1) {
    const body = `${marker}\nRound ${round}.`;
    await insist(() => forge.ensureCheck(checkAt(pull.headSha(), pull.number, { title: `Round ${round}` })));
    await insist(() => forge.ensureComment(pull.number, { marker, body }));
  }
  github.failAtRandom(null);

  expect(pull.comments().map(({ body }) => body)).toEqual([`${marker}\nRound 19.`]);
  expect(pull.checkRuns()).toMatchObject([{ title: "Round 19" }]);
  expect(given).toBeLessThan(20);
});

test("every request was one that GitHub's description allows", () => {
  expect(github.violations()).toEqual([]);
});
