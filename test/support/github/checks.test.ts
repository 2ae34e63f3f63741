import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository();
const client = clientFor(github, shop);
const place = placeOf(shop);
const pull = await shop.openPull({ files: { "a.sql": "select 1\n" } });
afterAll(() => github.stop());

const check = { ...place, name: "headgate" };
// As a plain text, so that the client's types do not stop what GitHub must refuse.
const CREATE: string = "POST /repos/{owner}/{repo}/check-runs";
const output = { title: "title", summary: "summary" };
const annotation = {
  path: "a.sql",
  start_line: 1,
  end_line: 1,
  annotation_level: "warning" as const,
  message: "message",
};

describe("a check run", () => {
  test("goes from in progress to completed and names its pull request", async () => {
    const { data } = await client.rest.checks.create({
      ...check,
      head_sha: pull.headSha(),
      status: "in_progress",
      external_id: "1",
    });
    const done = await client.rest.checks.update({
      ...place,
      check_run_id: data.id,
      status: "completed",
      conclusion: "neutral",
      output,
    });

    expect(data).toMatchObject({ status: "in_progress", conclusion: null, completed_at: null });
    expect(done.data).toMatchObject({
      status: "completed",
      conclusion: "neutral",
      external_id: "1",
      app: { slug: "headgate" },
      pull_requests: [{ number: pull.number }],
    });
  });

  test("of a fork's head names no pull request", async () => {
    const fork = await shop.fork("stranger");
    const strange = await shop.openPull({ fork, author: "stranger", files: { "a.sql": "select 2\n" } });

    const { data } = await client.rest.checks.create({ ...check, head_sha: strange.headSha() });

    expect(data.pull_requests).toEqual([]);
  });

  test("takes 50 annotations at a time and adds them up", async () => {
    const fifty = { ...output, annotations: Array.from({ length: 50 }, () => annotation) };
    const asked = { ...check, head_sha: pull.headSha(), output: fifty };

    const { data } = await client.rest.checks.create(asked);
    const more = { ...output, annotations: [annotation] };
    const update = { ...place, check_run_id: data.id, output: more };
    const updated = await client.rest.checks.update(update);
    const listed = await client.paginate(client.rest.checks.listAnnotations, {
      ...place,
      check_run_id: data.id,
    });

    expect(updated.data.output.annotations_count).toBe(51);
    expect(listed).toHaveLength(51);
  });

  test.each([
    ["51 annotations", { output: { ...output, annotations: Array.from({ length: 51 }, () => annotation) } }],
    ["a text of 65,536 characters", { output: { ...output, text: "x".repeat(65_536) } }],
    ["a title of 65,536 characters", { output: { ...output, title: "x".repeat(65_536) } }],
    [
      "an annotation's title of 256 characters",
      { output: { ...output, annotations: [{ ...annotation, title: "x".repeat(256) }] } },
    ],
    ["a label of 21 characters", { actions: [{ label: "x".repeat(21), description: "d", identifier: "i" }] }],
    [
      "four buttons",
      { actions: ["a", "b", "c", "d"].map((label) => ({ label, description: "d", identifier: label })) },
    ],
    ["no conclusion when completed", { status: "completed" }],
    ["an unknown conclusion", { status: "completed", conclusion: "green" }],
  ])("is refused with %s", async (_, wrong) => {
    const asked = { ...check, head_sha: pull.headSha(), ...wrong };
    const refused = await refusalOf(client.request(CREATE, asked));

    expect(refused.status).toBe(422);
    expect(refused.message).toContain("Invalid request.");
  });

  test("of an unknown commit is refused", async () => {
    const refused = await refusalOf(client.rest.checks.create({ ...check, head_sha: "1".repeat(40) }));

    expect(refused.status).toBe(422);
  });

  test("can be asked to run again by the App that made it, and by no other", async () => {
    const { data } = await client.rest.checks.create({ ...check, head_sha: pull.headSha() });
    const action = clientFor(github, shop, github.actionsToken(shop.record));
    const asked = { ...place, check_run_id: data.id };

    const { status } = await client.rest.checks.rerequestRun(asked);

    expect(status).toBe(201);
    expect((await refusalOf(action.rest.checks.rerequestRun(asked))).status).toBe(403);
  });

  test("belongs to the App that made it", async () => {
    const { data } = await client.rest.checks.create({ ...check, head_sha: pull.headSha() });
    const action = clientFor(github, shop, github.actionsToken(shop.record));
    const person = clientFor(github, shop, github.personToken("writer"));
    const update = { ...place, check_run_id: data.id, conclusion: "success" as const };

    expect((await refusalOf(action.rest.checks.update(update))).status).toBe(403);
    expect((await refusalOf(person.rest.checks.update(update))).status).toBe(403);
  });
});

test("a commit lists the newest check run of each name, or all", async () => {
  const other = await shop.openPull({ head: "listed", files: { "b.sql": "select 1\n" } });
  const asked = { ...check, head_sha: other.headSha() };
  await client.rest.checks.create(asked);
  const second = await client.rest.checks.create(asked);
  await client.rest.checks.create({ ...asked, name: "another" });

  const latest = await client.rest.checks.listForRef({
    ...place,
    ref: other.headSha(),
    check_name: "headgate",
  });
  const all = await client.rest.checks.listForRef({ ...place, ref: other.headSha(), filter: "all" });

  expect(latest.data).toMatchObject({ total_count: 1, check_runs: [{ id: second.data.id }] });
  expect(all.data.total_count).toBe(3);
});
