import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { HookDelivery } from "../support/github/webhooks/hooks.ts";
import type { RepositoryDriver } from "../support/github/driver/repository.ts";
import { startGitHub } from "../support/github/start.ts";
import { build, openShop, sourcesOf, stopGitHub } from "../support/live-shop.ts";
import { BROKEN, WHOLE } from "../support/pull-world.ts";
import { runCli } from "../support/run-cli.ts";

const github = await startGitHub({ webhookUrl: "http://127.0.0.1:9/nobody" });
github.onPush(build);
github.webhooks.hold();
const folder = mkdtempSync(join(tmpdir(), "headgate-action-"));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stopGitHub(github);
});

/** The newest event of that name: what the runner writes for the workflow that it starts. */
function newest(event: string): HookDelivery {
  const found = github.webhooks.held().findLast((delivery) => delivery.event === event);
  if (found === undefined) throw new Error(`There was no ${event}.`);
  return found;
}

/** Runs `headgate action` as a step of a workflow that an event started. */
async function act(shop: RepositoryDriver, { event, payload }: HookDelivery, token?: string) {
  const eventPath = join(folder, "event.json");
  const summaryPath = join(folder, "summary.md");
  writeFileSync(eventPath, JSON.stringify(payload));
  writeFileSync(summaryPath, "");
  const ran = await runCli(["action"], {
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: shop.fullName,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_TOKEN: token ?? github.actionsToken(shop.record),
    GITHUB_STEP_SUMMARY: summaryPath,
    XDG_CACHE_HOME: folder,
  });
  return { ...ran, summary: readFileSync(summaryPath, "utf8") };
}

test("pull_request: reviews, writes the summary, and fails the job where the check failed", async () => {
  const shop = await openShop(github, "action");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });

  const broken = await act(shop, newest("pull_request"));
  const [comment] = pull.comments();
  await pull.push(sourcesOf(WHOLE));
  const clean = await act(shop, newest("pull_request"));

  expect([broken.stderr, clean.stderr]).toEqual(["", ""]);
  expect([broken.code, clean.code]).toEqual([1, 0]);
  expect(broken.summary).toContain("Column `amount` was removed");
  expect(comment?.author).toBe("github-actions[bot]");
  expect(pull.comments().map(({ id }) => id)).toEqual([comment?.id]);
  expect(pull.comments()[0]?.body).toContain("All clear.");
  expect(pull.checkRuns()).toMatchObject([{ conclusion: "success" }]);
});

test("issue_comment: answers, remembers a waiver in the comment, and never fails the job over findings", async () => {
  const shop = await openShop(github, "remembers");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await act(shop, newest("pull_request"));

  await pull.comment("wendy", "/headgate help");
  const help = await act(shop, newest("issue_comment"));
  await pull.comment("wendy", "/headgate waive F1 readers were told");
  const waive = await act(shop, newest("issue_comment"));
  const conclusion = pull.checkRuns().at(-1)?.conclusion;
  await pull.comment("mallory", "/headgate unwaive F1");
  const refused = await act(shop, newest("issue_comment"));

  expect([help.code, waive.code, refused.code]).toEqual([0, 0, 0]);
  expect(pull.comments().filter(({ body }) => body.includes("headgate:reply"))).toHaveLength(1);
  expect(conclusion).toBe("success");
  expect(pull.comments().find(({ body }) => body.includes("headgate:review"))?.body).toContain("were told");
  expect(pull.checkRuns()).toMatchObject([{ conclusion: "success" }]);
});

test("T13: a comment that forges marker and memory is neither edited nor believed", async () => {
  const shop = await openShop(github, "forged");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await act(shop, newest("pull_request"));
  await pull.comment("wendy", "/headgate waive F1 readers were told");
  await act(shop, newest("issue_comment"));
  const [ours] = pull.comments();
  const victim = await shop.openPull({ head: "other", files: sourcesOf(BROKEN) });
  const forged = (ours?.body ?? "").replaceAll("pr=1 ", "pr=2 ");
  await victim.comment("mallory", forged);
  await victim.commentAsApp("impostor", forged);

  const ran = await act(shop, newest("pull_request"));

  expect(ran).toMatchObject({ code: 1, stderr: "" });
  expect(ours?.body).toContain("readers were told");
  expect(victim.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
  expect(
    victim
      .comments()
      .slice(0, 2)
      .map(({ body }) => body),
  ).toEqual([forged, forged]);
  expect(victim.comments().at(-1)).toMatchObject({ author: "github-actions[bot]" });
});

test("a comment that gives no command costs nothing and says so", async () => {
  const shop = await openShop(github, "chatter");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await pull.comment("wendy", "Looks good to me.");
  const before = github.requests().length;

  const ran = await act(shop, newest("issue_comment"));

  expect(ran).toMatchObject({ code: 0, stdout: "Nothing to do on issue_comment.\n" });
  expect(github.requests()).toHaveLength(before);
});
