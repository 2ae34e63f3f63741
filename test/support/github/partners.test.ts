import { createHmac, createSign } from "node:crypto";
import { Octokit } from "@octokit/rest";
import { afterAll, describe, expect, test } from "vitest";
import { startEmulate, type Partner } from "./emulate-partner.ts";
import { startReceiver } from "./receiver.ts";
import { startGitHub } from "./start.ts";

const SECRET = "a secret of both";
const receiver = await startReceiver();
const emulate = await startEmulate(receiver.url, SECRET);
const partners: readonly [string, Partner | null][] = [
  ["the stand-in", await standIn()],
  ["emulate", emulate],
];
afterAll(async () => {
  for (const [, partner] of partners) await partner?.stop();
  await receiver.stop();
});

async function standIn(): Promise<Partner> {
  const github = await startGitHub({ webhookUrl: receiver.url, webhookSecret: SECRET });
  const shop = await github.createRepository();
  return {
    url: github.url,
    appId: github.appId,
    privateKey: github.privateKey,
    owner: shop.owner,
    repo: shop.name,
    stop: github.stop,
    openPull: async () => {
      const pull = await shop.openPull({ files: { "a.sql": "select 1\n" } });
      return { number: pull.number, sha: pull.headSha() };
    },
  };
}

// Not by the stand-in's own code: what signs here must not be what checks there.
function jwtFor({ appId, privateKey }: Partner): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: "RS256", typ: "JWT" },
    { iat: now - 30, exp: now + 300, iss: appId },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

describe.each(partners)("one App, and %s", (_, partner) => {
  test.skipIf(partner === null)("agree on JWT, token, webhook, comment and check run", async () => {
    if (partner === null) return;
    const place = { owner: partner.owner, repo: partner.repo };
    receiver.clear();

    const pull = await partner.openPull();
    const app = new Octokit({ baseUrl: partner.url, auth: jwtFor(partner) });
    const { data: self } = await app.rest.apps.getAuthenticated();
    const { data: installation } = await app.rest.apps.getRepoInstallation(place);
    const { data: token } = await app.rest.apps.createInstallationAccessToken({
      installation_id: installation.id,
    });
    const client = new Octokit({ baseUrl: partner.url, auth: token.token });
    const comment = await client.rest.issues.createComment({
      ...place,
      issue_number: pull.number,
      body: "first",
    });
    await client.rest.issues.updateComment({ ...place, comment_id: comment.data.id, body: "second" });
    const comments = await client.rest.issues.listComments({ ...place, issue_number: pull.number });
    const check = await client.rest.checks.create({
      ...place,
      name: "headgate",
      head_sha: pull.sha,
      status: "in_progress",
    });
    const done = await client.rest.checks.update({
      ...place,
      check_run_id: check.data.id,
      status: "completed",
      conclusion: "failure",
      output: { title: "1 breaking", summary: "summary" },
    });

    const told = receiver.received.find(({ event }) => event === "pull_request");
    const signature = createHmac("sha256", SECRET)
      .update(told?.body ?? "")
      .digest("hex");
    expect(told?.signature).toBe(`sha256=${signature}`);
    expect(JSON.parse(told?.body ?? "")).toMatchObject({
      action: "opened",
      pull_request: { number: pull.number, head: { sha: pull.sha } },
      installation: { id: installation.id },
    });
    expect(self?.slug).toBe("headgate");
    expect(comments.data).toMatchObject([{ body: "second", user: { login: "headgate[bot]", type: "Bot" } }]);
    expect(done.data).toMatchObject({
      id: check.data.id,
      name: "headgate",
      head_sha: pull.sha,
      status: "completed",
      conclusion: "failure",
      output: { title: "1 breaking" },
    });
  });
});
