import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { GIT_ENVIRONMENT } from "./git/run.ts";
import { startReceiver } from "./receiver.ts";
import { startGitHub } from "./start.ts";

const receiver = await startReceiver();
const github = await startGitHub({ webhookUrl: receiver.url });
const shop = await github.createRepository({ isPrivate: true, files: { "a.sql": "select 1\n" } });
const folder = await mkdtemp(join(tmpdir(), "headgate-clone-"));
afterAll(async () => {
  await github.stop();
  await receiver.stop();
  await rm(folder, { recursive: true, force: true });
});

async function git(directory: string, ...words: string[]): Promise<string> {
  const who = ["-c", "user.name=author", "-c", "user.email=author@users.noreply.example"];
  const { stdout } = await promisify(execFile)("git", ["-C", directory, ...who, ...words], {
    env: GIT_ENVIRONMENT,
  });
  return stdout.trim();
}

function withToken(): string[] {
  const basic = Buffer.from(`x-access-token:${github.installationToken(shop.record)}`).toString("base64");
  return ["-c", `http.extraHeader=Authorization: basic ${basic}`];
}

test("a private repository is fetched with a token, one commit by its sha, without blobs", async () => {
  const sha = (await shop.headOf("main")) ?? "";
  await git(folder, "init", "--quiet", "by-sha");
  const clone = join(folder, "by-sha");
  await git(clone, "remote", "add", "origin", shop.cloneUrl);

  const words = ["fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", sha];
  await expect(git(clone, ...words)).rejects.toThrow("could not read Username");
  await git(clone, ...withToken(), ...words);

  expect(await git(clone, "cat-file", "-t", sha)).toBe("commit");
  expect(await git(clone, ...withToken(), "show", `${sha}:a.sql`)).toBe("select 1");
});

test("a push moves the pull request of the branch, and the App hears of it", async () => {
  const pull = await shop.openPull({ head: "pushed", files: { "a.sql": "select 2\n" } });
  const clone = join(folder, "push");
  await git(folder, ...withToken(), "clone", "--quiet", "--branch", "pushed", shop.cloneUrl, "push");
  await writeFile(join(clone, "a.sql"), "select 3\n");
  await git(clone, "commit", "--quiet", "-a", "-m", "Three");
  await git(clone, "push", "--quiet", "origin", "pushed");

  expect(pull.headSha()).toBe(await git(clone, "rev-parse", "HEAD"));
  const last: unknown = JSON.parse(receiver.received.at(-1)?.body ?? "");
  expect(last).toMatchObject({ action: "synchronize", after: pull.headSha() });
});
