import { sha } from "./deliveries.ts";

/** Webhook payloads of the repository `acme/shop`, as far as anything of them matters, and some that does not. */

const repository = {
  id: 10,
  name: "shop",
  full_name: "acme/shop",
  private: true,
  owner: { login: "acme", id: 5, type: "Organization" },
};
const installation = { id: 1, node_id: "x" };
export const person = { login: "ana", id: 3, type: "User" };
export const bot = { login: "headgate[bot]", id: 4, type: "Bot" };

/** When every comment was written. */
export const at = "2026-01-02T03:04:05Z";

const place = { repository, installation, sender: person };

export function pullRequestPayload(action: string, over: object = {}, changes?: object) {
  return {
    action,
    number: 7,
    pull_request: {
      number: 7,
      state: "open",
      title: "Rename a column",
      head: { sha: sha("a"), ref: "topic" },
      base: { ref: "main" },
      ...over,
    },
    ...(changes === undefined ? {} : { changes }),
    ...place,
  };
}

/** A pull request as check and workflow events list it. */
export function listedPull(number: number, headSha = sha("a"), repositoryId = repository.id) {
  return { number, id: number, head: { ref: "topic", sha: headSha }, base: { repo: { id: repositoryId } } };
}

export function checkRunPayload(externalId: string | null) {
  const requested = { requested_action: { identifier: "rerun" } };
  const run = { id: 9, external_id: externalId, head_sha: sha("a"), pull_requests: [] };
  return { action: "requested_action", check_run: run, ...requested, ...place };
}

export function checkSuitePayload(pulls: readonly object[]) {
  return {
    action: "rerequested",
    check_suite: { id: 9, head_sha: sha("a"), pull_requests: pulls },
    ...place,
  };
}

export function workflowRunPayload(pulls: readonly object[], conclusion: string | null = "success") {
  const run = { id: 9, name: "dbt", head_sha: sha("a"), event: "pull_request", conclusion };
  return { action: "completed", workflow_run: { ...run, pull_requests: pulls }, ...place };
}

export function issueCommentPayload(body: string, issue: object = {}, user: object | null = person) {
  return {
    action: "created",
    issue: { number: 7, state: "open", pull_request: { url: "https://example.com" }, ...issue },
    comment: { id: 100, body, user, created_at: at },
    ...place,
    sender: user ?? place.sender,
  };
}

export function reviewCommentPayload(body: string, state = "open") {
  return {
    action: "created",
    pull_request: { number: 7, state },
    comment: { id: 200, body, user: person, path: "models/orders.sql", created_at: at },
    ...place,
  };
}

export function reviewPayload(body: string | null, state = "open") {
  return {
    action: "submitted",
    pull_request: { number: 7, state },
    review: { id: 300, body, user: person, state: "commented", submitted_at: at },
    ...place,
  };
}
