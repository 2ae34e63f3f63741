import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { artifactFinder } from "../../src/edges/artifacts/find-artifacts.ts";
import { tokenForge } from "../../src/edges/github/forge.ts";
import { startGitHub } from "../support/github/start.ts";

const github = await startGitHub();
const shop = await github.createRepository({ isPrivate: true });
const cache = mkdtempSync(join(tmpdir(), "headgate-e2e-"));
afterAll(async () => {
  await github.stop();
  rmSync(cache, { recursive: true });
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const forge = tokenForge(
  { token: github.installationToken(shop.record), baseUrl: github.apiUrl },
  { installation: null, owner: shop.owner, repository: shop.name },
  { log: silent, pause: () => Promise.resolve() },
);
const find = artifactFinder(
  { cache: { folder: cache, mostBytes: 1_000_000 }, hosts: new Map(), dbtCloud: null },
  { now: () => 0 },
);
const places = [{ kind: "actions", name: "dbt-{project}" }] as const;
const files = { "target/manifest.json": "{}", "target/catalog.json": "{}", "target/graph.gpickle": "x" };

test("base comes from the newest ancestor of the merge base that has artifacts, head from the head alone", async () => {
  const built = (await shop.headOf("main")) ?? "";
  await shop.uploadArtifact({ sha: built, files });
  const mergeBase = await shop.pushCommit({ branch: "main", files: { "a.sql": "1" }, author: "ada" });
  const pull = await shop.openPull({ files: { "a.sql": "2" } });
  const asked = { forge, repository: shop.fullName, places, project: ".", isFork: false };

  const base = await find({ ...asked, side: "base", sha: mergeBase, branch: "main" });
  const early = await find({ ...asked, side: "head", sha: pull.headSha(), branch: pull.headRef });
  await shop.uploadArtifact({ sha: pull.headSha(), files });
  const head = await find({ ...asked, side: "head", sha: pull.headSha(), branch: pull.headRef });

  expect(base.builtFrom).toBe(built);
  expect(readdirSync(base.location ?? "").toSorted()).toEqual(["catalog.json", "manifest.json"]);
  expect(early.missing).toEqual([
    `No artifact \`dbt-root\` at head ${pull.headSha().slice(0, 8)}: the workflow has not finished, or does not upload it.`,
  ]);
  expect(head.builtFrom).toBe(pull.headSha());
  expect(head.location).not.toBe(base.location);
  expect(github.violations()).toEqual([]);
});
