import { createHmac } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { clientFor, clientWith, placeOf } from "./octokit.ts";
import { startReceiver } from "./receiver.ts";
import { startGitHub } from "./start.ts";

const receiver = await startReceiver();
const github = await startGitHub({ webhookUrl: receiver.url });
const shop = await github.createRepository();
const place = placeOf(shop);
afterAll(async () => {
  await github.stop();
  await receiver.stop();
});

let branches = 0;
function openPull(isDraft = false) {
  branches += 1;
  return shop.openPull({ head: `change-${branches}`, files: { "a.sql": `${branches}\n` }, isDraft });
}

function told(): string[] {
  return receiver.received.map(({ event, body }) => `${event}.${JSON.parse(body).action}`);
}

beforeEach(async () => {
  await github.webhooks.settled();
  receiver.answer = 200;
  receiver.clear();
});

test("what happens to a pull request is told, signed, with the installation", async () => {
  const pull = await openPull();

  const [delivery] = receiver.received;
  const payload: unknown = JSON.parse(delivery?.body ?? "");
  const signature = createHmac("sha256", github.webhookSecret)
    .update(delivery?.body ?? "")
    .digest("hex");
  expect(delivery?.signature).toBe(`sha256=${signature}`);
  expect(payload).toMatchObject({
    action: "opened",
    number: pull.number,
    pull_request: { head: { sha: pull.headSha() } },
    repository: { full_name: "acme/shop" },
    installation: { id: expect.any(Number) },
    sender: { login: "author" },
  });
});

test("every act has its event", async () => {
  const pull = await openPull(true);
  await pull.ready();
  await pull.push({ "a.sql": "pushed\n" });
  await pull.close();
  await pull.reopen();
  await pull.comment("writer", "/headgate help");
  await pull.commentOnLine("writer", "why?", { path: "a.sql", line: 1 });
  await shop.uploadArtifact({ sha: pull.headSha(), files: { "manifest.json": "{}" } });

  expect(told()).toEqual([
    "pull_request.opened",
    "pull_request.ready_for_review",
    "pull_request.synchronize",
    "pull_request.closed",
    "pull_request.reopened",
    "issue_comment.created",
    "pull_request_review_comment.created",
    "workflow_run.completed",
  ]);
});

test("check runs of the App are told of, and clicks on them", async () => {
  const pull = await openPull();
  const client = clientFor(github, shop);
  const check = { ...place, name: "headgate", head_sha: pull.headSha() };
  await client.rest.checks.create({ ...check, conclusion: "success" });
  await github.webhooks.settled();

  await pull.rerequest("writer");
  await pull.clickButton("writer", "rerun");
  await pull.rerequestAll("writer");

  const last: unknown = JSON.parse(receiver.received.at(-2)?.body ?? "");
  expect(told().slice(1)).toEqual([
    "check_run.created",
    "check_run.rerequested",
    "check_run.requested_action",
    "check_suite.rerequested",
  ]);
  expect(last).toMatchObject({ requested_action: { identifier: "rerun" }, sender: { login: "writer" } });
});

test("an edited comment, a new base and a comment on an issue look different from a command", async () => {
  const pull = await openPull();
  await shop.pushCommit({ branch: "release", files: {} });
  const comment = await pull.comment("writer", "hello");
  receiver.clear();

  await pull.editComment(comment, "/headgate help");
  await pull.retarget("release");
  await shop.commentOnIssue("writer", "/headgate help");

  const [, edited, onIssue] = receiver.received.map(({ body }) => JSON.parse(body));
  expect(told()).toEqual(["issue_comment.edited", "pull_request.edited", "issue_comment.created"]);
  expect(edited.changes.base.ref).toEqual({ from: "main" });
  expect(onIssue.issue).not.toHaveProperty("pull_request");
});

test("the App hears its own comments too", async () => {
  const pull = await openPull();
  await clientFor(github, shop).rest.issues.createComment({
    ...place,
    issue_number: pull.number,
    body: "own",
  });
  await github.webhooks.settled();

  expect(told().at(-1)).toBe("issue_comment.created");
});

test("nothing is told where the App is not installed", async () => {
  const other = await github.createRepository({ name: "other", isInstalled: false });
  await other.openPull({ files: { "a.sql": "x\n" } });

  expect(told()).toEqual([]);
});

describe("a delivery that failed", () => {
  test("is listed with what came back, and sent again under the same id", async () => {
    receiver.answer = 500;
    await openPull();
    receiver.answer = 200;
    const app = clientWith(github);

    const { data } = await app.rest.apps.listWebhookDeliveries();
    const failed = data.find(({ status }) => status !== "OK");
    await app.rest.apps.redeliverWebhookDelivery({ delivery_id: failed?.id ?? 0 });
    await github.webhooks.settled();

    const [first, second] = receiver.received;
    expect(failed).toMatchObject({ status_code: 500, event: "pull_request", redelivery: false });
    expect(second?.delivery).toBe(first?.delivery);
    const after = await app.rest.apps.listWebhookDeliveries();
    expect(after.data[0]).toMatchObject({ guid: failed?.guid, redelivery: true, status: "OK" });
  });

  test("is noted as failed too when nobody listens", async () => {
    const gone = await startReceiver();
    await gone.stop();
    github.webhooks.sendTo(gone.url);
    await openPull();
    github.webhooks.sendTo(receiver.url);

    expect(github.webhooks.deliveries().at(-1)).toMatchObject({
      statusCode: 502,
      status: "failed to connect to host",
    });
  });

  test("is forgotten after three days, and lists are paged by a cursor", async () => {
    await openPull();
    await openPull();
    const app = clientWith(github);

    const first = await app.rest.apps.listWebhookDeliveries({ per_page: 1 });
    const all = await app.paginate(app.rest.apps.listWebhookDeliveries, { per_page: 2 });
    const sent = github.webhooks.deliveries().length;
    github.advance(3 * 86_400_000 + 1);
    const later = await clientWith(github).rest.apps.listWebhookDeliveries();

    expect(first.headers.link).toContain("cursor=v1_");
    expect(all).toHaveLength(sent);
    expect(later.data).toEqual([]);
  });
});

test("events that are held can be sent in any order, and twice", async () => {
  github.webhooks.hold();
  const pull = await openPull();
  await pull.push({ "a.sql": "held\n" });
  const [opened, pushed] = github.webhooks.held();
  if (opened === undefined || pushed === undefined) throw new Error("nothing was held");
  expect(receiver.received).toEqual([]);

  await github.webhooks.send(pushed);
  await github.webhooks.send(opened);
  await github.webhooks.send(pushed);
  github.webhooks.release();

  const ids = receiver.received.map(({ delivery }) => delivery);
  expect(ids).toEqual([pushed.guid, opened.guid, pushed.guid]);
});
