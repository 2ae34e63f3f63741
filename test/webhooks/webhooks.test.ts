import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { WEBHOOK_PATH } from "../../src/server/listener.ts";
import { checkRun } from "../../src/webhooks/check-run.ts";
import { checkSuite } from "../../src/webhooks/check-suite.ts";
import { webhooks } from "../../src/webhooks/index.ts";
import { issueComment } from "../../src/webhooks/issue-comment.ts";
import { pullRequestReviewComment } from "../../src/webhooks/pull-request-review-comment.ts";
import { pullRequestReview } from "../../src/webhooks/pull-request-review.ts";
import { pullRequest } from "../../src/webhooks/pull-request.ts";
import { workflowRun } from "../../src/webhooks/workflow-run.ts";
import { sha } from "../support/deliveries.ts";
import {
  at,
  bot,
  checkRunPayload,
  checkSuitePayload,
  issueCommentPayload,
  listedPull,
  person,
  pullRequestPayload,
  reviewCommentPayload,
  reviewPayload,
  workflowRunPayload,
} from "../support/payloads.ts";

const repository = { installation: 1, owner: "acme", repository: "shop" };

function changed(over: object) {
  return { repository, pull: 7, review: "changed", command: null, headSha: null, ...over };
}

function commanded(kind: string, id: number, line: string) {
  return { ...changed({ review: null }), command: { comment: { kind, id }, author: "ana", line, at } };
}

describe("pull requests", () => {
  test.each(["opened", "synchronize", "reopened", "ready_for_review"])(
    "%s asks for a review of its head",
    (action) => {
      const wanted = pullRequest.wantedBy(pullRequestPayload(action));

      expect(wanted).toEqual([changed({ headSha: sha("a") })]);
    },
  );

  test("another base asks for a review, another title does not", () => {
    const base = pullRequest.wantedBy(pullRequestPayload("edited", {}, { base: { ref: { from: "main" } } }));
    const title = pullRequest.wantedBy(pullRequestPayload("edited", {}, { title: { from: "old" } }));

    expect(base).toHaveLength(1);
    expect(title).toEqual([]);
  });

  test("a pull request that is closed asks for nothing", () => {
    expect(pullRequest.wantedBy(pullRequestPayload("synchronize", { state: "closed" }))).toEqual([]);
  });

  test("without an installation, as inside an Action, the repository is known all the same", () => {
    const { installation: _, ...payload } = pullRequestPayload("opened");

    expect(pullRequest.wantedBy(payload)).toMatchObject([
      { repository: { ...repository, installation: null } },
    ]);
  });
});

describe("checks", () => {
  test("a button of our check asks for a review of the pull request that we wrote on it", () => {
    expect(checkRun.wantedBy(checkRunPayload("7"))).toEqual([changed({ review: "asked" })]);
  });

  test.each([null, "", "0", "-1", "7; drop", "99999999999999999999"])(
    "a check with %j on it is not ours",
    (id) => {
      expect(checkRun.wantedBy(checkRunPayload(id))).toEqual([]);
    },
  );

  test("re-running all checks asks for a review of each pull request of this repository", () => {
    const wanted = checkSuite.wantedBy(checkSuitePayload([listedPull(7), listedPull(8, sha("a"), 11)]));

    expect(wanted).toEqual([changed({ review: "asked" })]);
  });

  test("re-running all checks of a fork asks for those of the head", () => {
    const wanted = checkSuite.wantedBy(checkSuitePayload([]));

    expect(wanted).toEqual([changed({ review: "asked", pull: { atHead: sha("a") } })]);
  });
});

describe("workflow runs", () => {
  test("a run that ended may bring artifacts for the pull requests of this repository at its head", () => {
    const pulls = [listedPull(7), listedPull(8, sha("b")), listedPull(9, sha("a"), 11)];

    expect(workflowRun.wantedBy(workflowRunPayload(pulls))).toEqual([changed({})]);
  });

  test("a run of a fork names no pull request: those of the head are meant", () => {
    expect(workflowRun.wantedBy(workflowRunPayload([]))).toEqual([changed({ pull: { atHead: sha("a") } })]);
  });

  test.each(["skipped", "cancelled", "action_required", null])(
    "a run that was %s brings none",
    (conclusion) => {
      expect(workflowRun.wantedBy(workflowRunPayload([listedPull(7)], conclusion))).toEqual([]);
    },
  );

  test("a run that failed may have uploaded its artifacts before", () => {
    expect(workflowRun.wantedBy(workflowRunPayload([listedPull(7)], "failure"))).toHaveLength(1);
  });
});

describe("comments", () => {
  test("what may be commands of a comment on the timeline is kept together, in its order", () => {
    const wanted = issueComment.wantedBy(issueCommentPayload("/headgate help\nthanks\n/headgate pause"));

    expect(wanted).toEqual([commanded("issue", 100, "/headgate help\n/headgate pause")]);
  });

  test("a comment in the diff and the text of a review can give commands too", () => {
    const inDiff = pullRequestReviewComment.wantedBy(reviewCommentPayload("/headgate explain F1"));
    const submitted = pullRequestReview.wantedBy(reviewPayload("/headgate review"));

    expect(inDiff).toEqual([commanded("review", 200, "/headgate explain F1")]);
    expect(submitted).toEqual([commanded("submission", 300, "/headgate review")]);
  });

  test("a comment of which GitHub does not say when it was written is a command all the same", () => {
    const payload = issueCommentPayload("/headgate help");

    const [wanted] = issueComment.wantedBy({ ...payload, comment: { ...payload.comment, created_at: null } });

    expect(wanted?.command).not.toHaveProperty("at");
    expect(wanted?.command?.line).toBe("/headgate help");
  });

  test.each([
    ["a plain issue", issueCommentPayload("/headgate help", { pull_request: undefined })],
    ["a closed pull request", issueCommentPayload("/headgate help", { state: "closed" })],
    ["a bot, ourselves included", issueCommentPayload("/headgate help", {}, bot)],
    ["an account that is gone", issueCommentPayload("/headgate help", {}, null)],
    ["a comment of a person that a bot caused", { ...issueCommentPayload("/headgate help"), sender: bot }],
    ["a comment without a command", issueCommentPayload("looks good")],
  ])("nothing is asked for by %s", (_, payload) => {
    expect(issueComment.wantedBy(payload)).toEqual([]);
  });

  test("nothing is asked for on a pull request that is closed, or by a review without words", () => {
    expect(pullRequestReviewComment.wantedBy(reviewCommentPayload("/headgate help", "closed"))).toEqual([]);
    expect(pullRequestReview.wantedBy(reviewPayload("/headgate help", "closed"))).toEqual([]);
    expect(pullRequestReview.wantedBy(reviewPayload(null))).toEqual([]);
    expect(person.type).toBe("User");
  });
});

test.each(webhooks.map((webhook) => [webhook.on[0] ?? "", webhook] as const))(
  "%s: a payload that is not as GitHub describes it throws",
  (_, webhook) => {
    expect(() => webhook.wantedBy({ action: "opened" })).toThrow("repository");
    expect(() => webhook.wantedBy(null)).toThrow("expected object");
  },
);

describe("app.yml", () => {
  const text = readFileSync(new URL("../../app.yml", import.meta.url), "utf8");
  const manifest = parse(text);

  test("asks for the events that are listened to, and no other", () => {
    const listened = new Set(webhooks.flatMap(({ on }) => on.map((name) => name.split(".", 1)[0])));

    expect(new Set(manifest.default_events)).toEqual(listened);
  });

  test("says beside each permission and each event what it is for", () => {
    const asked = text
      .split("\n")
      .filter((line) => /^ {2}(?:- )?[a-z_]+(?:: (?:read|write))?(?: |$)/u.test(line));

    const count = Object.keys(manifest.default_permissions).length + manifest.default_events.length;
    expect(asked).toHaveLength(count);
    expect(asked.filter((line) => !line.includes(" # "))).toEqual([]);
  });

  test("sends webhooks to the path that the server listens on", () => {
    expect(new URL(manifest.hook_attributes.url).pathname).toBe(WEBHOOK_PATH);
    expect(manifest.hook_attributes.active).toBe(true);
  });
});
