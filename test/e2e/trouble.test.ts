import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import type { RepositoryDriver } from "../support/github/driver/repository.ts";
import { startLiveApp } from "../support/live-app.ts";
import { openShop, sourcesOf } from "../support/live-shop.ts";
import { BROKEN, WHOLE } from "../support/pull-world.ts";

const app = await startLiveApp();
const { github } = app;
afterAll(() => app.stop());

/** A pull request of which CI builds nothing. */
async function openBare(name: string) {
  const shop = await openShop(github, name);
  const pull = await shop.openPull({ files: { "models/orders.sql": "select 2\n", "manifest.json": null } });
  await app.idle();
  return { shop, pull };
}

/** Uploads an artifact at the head; gives the check that follows. */
async function checkAfter(name: string, upload: Partial<Parameters<RepositoryDriver["uploadArtifact"]>[0]>) {
  const { shop, pull } = await openBare(name);
  await shop.uploadArtifact({ sha: pull.headSha(), ...upload });
  await app.idle();
  expect(pull.comments()).toEqual([]);
  return pull.checkRuns();
}

describe("artifacts that are of no use leave the check neutral, and it says why", () => {
  test("none, until the workflow uploads them", async () => {
    const { shop, pull } = await openBare("none");
    const before = pull.checkRuns();

    await shop.uploadArtifact({ sha: pull.headSha(), files: sourcesOf(BROKEN) });
    await app.idle();

    expect(before).toMatchObject([{ conclusion: "neutral" }]);
    expect(before[0]?.summary).toContain("No artifact `dbt-root` at head");
    expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
  });

  test("expired", async () => {
    const { shop, pull } = await openBare("expired");
    await shop.uploadArtifact({ sha: pull.headSha(), files: sourcesOf(WHOLE) });
    shop.expireArtifacts();
    await app.idle();
    await pull.rerequest("wendy");
    await app.idle();

    expect(pull.checkRuns()).toMatchObject([{ conclusion: "neutral" }]);
    expect(pull.checkRuns()[0]?.summary).toContain("has expired: run the workflow again");
  });

  test("with other names in the zip", async () => {
    const checks = await checkAfter("names", { files: { "../manifest.json.exe": "{}", "readme.md": "hi" } });

    expect(checks).toMatchObject([{ conclusion: "neutral" }]);
    expect(checks[0]?.summary).toContain("manifest.json");
  });

  test("of another digest than GitHub names", async () => {
    const checks = await checkAfter("digest", {
      files: sourcesOf(WHOLE),
      digest: `sha256:${"0".repeat(64)}`,
    });

    expect(checks).toMatchObject([{ conclusion: "neutral" }]);
    expect(checks[0]?.summary).toContain("does not have the digest that GitHub names");
  });

  test("T12: 400 MB by GitHub's own word are not even downloaded", async () => {
    const { shop, pull } = await openBare("huge");
    const claimedSize = 400 * 1024 ** 2;

    const id = await shop.uploadArtifact({ sha: pull.headSha(), files: sourcesOf(WHOLE), claimedSize });
    await app.idle();

    expect(pull.checkRuns()).toMatchObject([{ conclusion: "neutral" }]);
    expect(pull.checkRuns()[0]?.summary).toContain("300 MB");
    expect(github.requests().filter(({ path }) => path.endsWith(`/artifacts/${id}/zip`))).toEqual([]);
  });

  test("T12: a zip bomb is stopped while it unpacks", async () => {
    const zip = bomb(304);

    const checks = await checkAfter("bomb", { zip });

    expect(zip.length).toBeLessThan(2_000_000);
    expect(checks).toMatchObject([{ conclusion: "neutral" }]);
    expect(checks[0]?.summary).toContain("300 MB");
  });
});

test("a broken configuration is named with line and key, and never green", async () => {
  const files = { ".github/headgate.yml": "version: 1\nblok: never\n" };
  const shop = await openShop(github, "config", { files });

  const pull = await shop.openPull({ files: sourcesOf(WHOLE) });
  await app.idle();

  expect(pull.checkRuns()).toMatchObject([{ conclusion: "neutral" }]);
  expect(pull.checkRuns()[0]?.summary).toContain("headgate.yml:2");
  expect(pull.checkRuns()[0]?.summary).toContain("blok");
});

test("T6: the head's own configuration, that blocks nothing, changes nothing", async () => {
  const shop = await openShop(github, "own-rules");

  const own = { ".github/headgate.yml": "version: 1\nblock: never\n" };
  const pull = await shop.openPull({ files: { ...sourcesOf(BROKEN), ...own } });
  await app.idle();

  expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
});

test("T9: a force push in the middle of a review cancels it, and only the newest head is reviewed", async () => {
  const shop = await openShop(github, "forced");
  github.setRetryAfter(2);
  github.failNext(/\/actions\/runs$/u, { kind: "secondary-403", when: "before" });
  const pull = await shop.openPull({ files: sourcesOf(WHOLE) });
  const old = pull.headSha();
  await expect.poll(() => github.requests().at(-1)?.fault, { timeout: 10_000, interval: 5 }).not.toBeNull();
  const inTheMiddle = pull.checkRuns();

  await pull.forcePush(sourcesOf(BROKEN));
  await app.idle();
  github.setRetryAfter(1);

  expect(inTheMiddle).toMatchObject([{ status: "in_progress" }]);
  expect(pull.checkRuns(old)).toMatchObject([
    { conclusion: "cancelled", title: "Superseded by a newer head" },
  ]);
  expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
  expect(pull.comments()).toHaveLength(1);
  expect(pull.comments()[0]?.body).toContain(pull.headSha().slice(0, 8));
});

describe("a pull request that is no more what it was", () => {
  test("closed: nothing is written on it", async () => {
    const shop = await openShop(github, "closed");
    const pull = await shop.openPull({ files: sourcesOf(WHOLE) });
    await app.idle();
    await pull.close();
    const before = pull.checkRuns();

    await shop.uploadArtifact({ sha: pull.headSha(), files: sourcesOf(BROKEN) });
    await pull.comment("wendy", "/headgate help");
    await pull.rerequest("wendy");
    await app.idle();

    expect(pull.checkRuns()).toEqual(before);
    expect(pull.comments()).toHaveLength(1);
  });

  test("its branch deleted, which closes it: nothing fails", async () => {
    const shop = await openShop(github, "branchless");
    const pull = await shop.openPull({ files: sourcesOf(WHOLE) });
    await shop.deleteBranch(pull.headRef);
    await app.idle();

    expect(pull.comments()).toEqual([]);
  });

  test("its fork deleted: it is reviewed from what GitHub keeps", async () => {
    const shop = await openShop(github, "orphan");
    const fork = await shop.fork("leaver");
    const pull = await shop.openPull({ fork, author: "leaver", files: sourcesOf(BROKEN) });
    await app.idle();
    fork.remove();

    await pull.rerequest("wendy");
    await app.idle();

    expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
    expect(pull.comments()).toHaveLength(1);
  });

  test("its conversation locked: the check run alone says it", async () => {
    const shop = await openShop(github, "locked");
    github.webhooks.hold();
    const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
    pull.lock();
    for (const delivery of github.webhooks.held()) await github.webhooks.send(delivery);
    github.webhooks.release();
    await app.idle();

    expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
    expect(pull.comments()).toEqual([]);
  });
});

/** A zip whose packed manifest is that many megabytes of nothing. */
function bomb(megabytes: number): Uint8Array {
  const packed = gzipSync(Buffer.alloc(megabytes * 1024 ** 2), { level: 1 });
  return zipSync({ "manifest.json.gz": [packed, { level: 0 }] });
}
