import { z } from "zod";
import { resolveCommit } from "../git/repository.ts";
import { forbidden, notFound, Refusal } from "../http/refusal.ts";
import { created, ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { AppRecord, CheckRun } from "../records.ts";
import { checkRunView } from "../views/check-run.ts";
import { isoTime } from "../world.ts";
import { emitCheck } from "../webhooks/check-event.ts";

const Annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  start_column: z.number().optional(),
  end_column: z.number().optional(),
  annotation_level: z.string(),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});

const Output = z.object({
  title: z.string().optional(),
  summary: z.string().optional(),
  text: z.string().optional(),
  annotations: z.array(Annotation).optional(),
});

const AskedCheck = z.object({
  name: z.string().optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  status: z.string().optional(),
  conclusion: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  actions: z
    .array(z.object({ label: z.string(), description: z.string(), identifier: z.string() }))
    .optional(),
  output: Output.optional(),
});
type AskedCheck = z.infer<typeof AskedCheck>;

const NewCheck = AskedCheck.extend({ name: z.string(), head_sha: z.string() });

const WRITE = "checks:write";

/** Writing check runs, which only Apps may, and each only its own. */
export const checkRunRoutes: readonly Route[] = [
  onRepository(WRITE, "POST /repos/{owner}/{repo}/check-runs", async (call) => {
    const asked = NewCheck.parse(call.body);
    const app = appIn(call);
    const sha = await resolveCommit(call.repository.directory, asked.head_sha);
    if (sha === null) throw new Refusal(422, `No commit found for SHA: ${asked.head_sha}`);
    const check = newCheck(call, { app, sha, name: asked.name });
    change(call, check, asked);
    call.repository.checks.push(check);
    emitCheck(call.world, call.repository, { check, action: "created" });
    return created(checkRunView(call.world, call.repository, check));
  }),
  onRepository("checks:read", "GET /repos/{owner}/{repo}/check-runs/{check_run_id}", (call) =>
    ok(checkRunView(call.world, call.repository, checkIn(call))),
  ),
  onRepository(WRITE, "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", (call) => {
    const check = checkIn(call);
    if (check.app !== appIn(call))
      throw new Refusal(403, "Invalid app_id `check_run` was created by another.");
    const wasCompleted = check.status === "completed";
    change(call, check, AskedCheck.parse(call.body));
    if (!wasCompleted && check.status === "completed") {
      emitCheck(call.world, call.repository, { check, action: "completed" });
    }
    return ok(checkRunView(call.world, call.repository, check));
  }),
  onRepository("checks:read", "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", (call) =>
    paged(call, checkIn(call).annotations),
  ),
  onRepository(WRITE, "POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest", (call) => {
    const check = checkIn(call);
    if (check.app !== appIn(call)) throw forbidden("checks=write");
    emitCheck(call.world, call.repository, { check, action: "rerequested" });
    return created({});
  }),
];

function checkIn(call: RepositoryCall): CheckRun {
  const id = numberIn(call, "check_run_id");
  const check = call.repository.checks.find((one) => one.id === id);
  if (check === undefined) throw notFound();
  return check;
}

function appIn(call: RepositoryCall): AppRecord {
  if (call.actor.app === null) {
    throw new Refusal(403, "You must authenticate via a GitHub App.");
  }
  return call.actor.app;
}

function newCheck(call: RepositoryCall, made: { app: AppRecord; sha: string; name: string }): CheckRun {
  const { world, repository } = call;
  const sibling = repository.checks.find((one) => one.headSha === made.sha && one.app === made.app);
  return {
    id: world.nextId(),
    app: made.app,
    headSha: made.sha,
    suite: sibling?.suite ?? world.nextId(),
    name: made.name,
    status: "queued",
    conclusion: null,
    externalId: "",
    detailsUrl: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
    startedAt: isoTime(world.now()),
    completedAt: null,
  };
}

// What a request leaves out stays; annotations are added to those that are there.
function change({ world }: RepositoryCall, check: CheckRun, asked: AskedCheck): void {
  check.name = asked.name ?? check.name;
  check.externalId = asked.external_id ?? check.externalId;
  check.detailsUrl = asked.details_url ?? check.detailsUrl;
  check.startedAt = asked.started_at ?? check.startedAt;
  check.actions = asked.actions ?? check.actions;
  changeOutput(check, asked.output ?? {});
  check.status = asked.conclusion === undefined ? (asked.status ?? check.status) : "completed";
  if (check.status === "completed") complete(check, asked, isoTime(world.now()));
  else [check.conclusion, check.completedAt] = [null, null];
}

function complete(check: CheckRun, asked: AskedCheck, now: string): void {
  check.conclusion = asked.conclusion ?? check.conclusion;
  check.completedAt = asked.completed_at ?? check.completedAt ?? now;
}

function changeOutput(check: CheckRun, output: z.infer<typeof Output>): void {
  check.title = output.title ?? check.title;
  check.summary = output.summary ?? check.summary;
  check.text = output.text ?? check.text;
  check.annotations.push(...(output.annotations ?? []));
}
