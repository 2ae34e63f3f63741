import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { openGit } from "../../../src/edges/git/open-git.ts";
import { readBlob } from "../../../src/edges/git/read-blob.ts";
import { startGitHub } from "../../support/github/start.ts";
import { forgeErrorOf } from "../../support/nock-github.ts";

const MB = 1024 * 1024;
const bytes = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xc3, 0x28]);
const github = await startGitHub();
const shop = await github.createRepository({
  isPrivate: true,
  files: { "state/manifest.json.gz": bytes, "--upload-pack=touch owned": "x", "*.json": "star" },
});
const sha = (await shop.headOf("main")) ?? "";
const token = github.installationToken(shop.record);
const authorization = `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
const remote = { url: shop.cloneUrl, authorization };
afterAll(() => github.stop());

describe("one file of a remote repository", () => {
  test("comes as it was committed", async () => {
    const read = await readBlob(remote, { sha, path: "state/manifest.json.gz" }, MB);

    expect(Buffer.from(read ?? [])).toEqual(bytes);
  });

  test("is null where there is none, or a folder", async () => {
    expect(await readBlob(remote, { sha, path: "none" }, MB)).toBeNull();
    expect(await readBlob(remote, { sha, path: "state" }, MB)).toBeNull();
  });

  test("is found by its very name, which is neither an option nor a pattern", async () => {
    const option = await readBlob(remote, { sha, path: "--upload-pack=touch owned" }, MB);
    const star = await readBlob(remote, { sha, path: "*.json" }, MB);

    expect([option, star].map((read) => Buffer.from(read ?? []).toString())).toEqual(["x", "star"]);
  });

  test("leaves nothing on the disk", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headgate-tmp-"));
    vi.stubEnv("TMPDIR", folder);

    await readBlob(remote, { sha, path: "none" }, MB);

    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
});

describe("refusals", () => {
  test.each(["main", "refs/heads/main", "--upload-pack=touch owned", "HEAD", `${"a".repeat(40)} `, "abc123"])(
    "`%s` is no commit and never reaches git",
    async (name) => {
      const error = await forgeErrorOf(readBlob(remote, { sha: name, path: "a" }, MB));

      expect(error.advice.why).toBe("What was asked for is no commit, but another name.");
    },
  );

  test("a file of too many bytes", async () => {
    const error = await forgeErrorOf(readBlob(remote, { sha, path: "state/manifest.json.gz" }, 5));

    expect(error.advice.what).toBe("`state/manifest.json.gz` was not read.");
    expect(error.advice.why).toContain("It has more than");
  });

  test("a wrong credential, which the message does not hold", async () => {
    const wrong = { ...remote, authorization: "Basic c2VjcmV0" };
    const error = await forgeErrorOf(readBlob(wrong, { sha, path: "a" }, MB));

    expect(error.code).toBe("forge-git");
    expect(JSON.stringify(error.advice)).not.toContain("c2VjcmV0");
  });

  test.each(["ext::sh -c 'touch owned'", "file:///etc"])("the protocol of `%s`", async (url) => {
    const error = await forgeErrorOf(readBlob({ url, authorization: null }, { sha, path: "a" }, MB));

    expect(error.code).toBe("forge-git");
  });

  test("hooks and the file system monitor of a repository do not run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headgate-hooked-"));
    const git = openGit(folder, remote);
    await git.raw("init", "--quiet");
    const script = join(folder, "owned.sh");
    writeFileSync(script, `#!/bin/sh\ntouch "${folder}/owned"\n`);
    chmodSync(script, 0o755);
    writeFileSync(join(folder, ".git/hooks/reference-transaction"), `#!/bin/sh\ntouch "${folder}/owned"\n`);
    chmodSync(join(folder, ".git/hooks/reference-transaction"), 0o755);
    writeFileSync(join(folder, ".git/config"), `[core]\n\tfsmonitor = ${script}\n`, { flag: "a" });

    await git.raw("fetch", "--quiet", "--depth=1", shop.cloneUrl, sha);
    await git.raw("update-ref", "refs/heads/main", sha);
    await git.raw("status", "--porcelain");

    expect(readdirSync(folder)).not.toContain("owned");
    rmSync(folder, { recursive: true });
  });
});
