import { checkRun } from "./check-run.ts";
import { checkSuite } from "./check-suite.ts";
import { issueComment } from "./issue-comment.ts";
import { pullRequestReviewComment } from "./pull-request-review-comment.ts";
import { pullRequestReview } from "./pull-request-review.ts";
import { pullRequest } from "./pull-request.ts";
import type { Webhook } from "./webhook.ts";
import { workflowRun } from "./workflow-run.ts";

/** Every event that Headgate listens to; `app.yml` asks GitHub for the same ones. */
export const webhooks: readonly Webhook[] = [
  pullRequest,
  checkRun,
  checkSuite,
  workflowRun,
  issueComment,
  pullRequestReviewComment,
  pullRequestReview,
];
