import { appendFile, readFile } from "node:fs/promises";
import { Command } from "commander";
import type { ActionResult, Wanted } from "../action.ts";
import { EXIT, KnownError, UsageError } from "../errors.ts";
import { explain } from "./explain.ts";
import { accessTo, type Env } from "./host-access.ts";
import type { HostAccess } from "./hosting.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";

/** `headgate action`: one run inside GitHub Actions, steered by the variables that the runner sets. */
export const actionCommand: Subcommand = {
  define: (shell) =>
    new Command("action")
      .description(
        "one run inside GitHub Actions: reviews the pull request of the event, answers its commands",
      )
      .addHelpText("after", `${variables}${examples("headgate action")}`)
      .action(() => run(process.env, shell)),
};

const variables = `
Reads GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_API_URL (default:
https://api.github.com) and writes the review to GITHUB_STEP_SUMMARY. HEADGATE_USAGE names usage snapshots, one path a line.

Exit codes: 0 done; 1 the check run failed, on pull_request and pull_request_target alone, whose jobs show on the pull
request; 2 wrong set-up, or GitHub could not be reached; 3 a fault of Headgate itself.
`;

async function run(env: Env, shell: Shell): Promise<void> {
  const access = accessTo(needed(env, "GITHUB_REPOSITORY"), env, shell.terminal);
  const wanted = await wantedBy(env, access, shell);
  if (wanted.length === 0) {
    await shell.terminal.print(`Nothing to do on ${needed(env, "GITHUB_EVENT_NAME")}.\n`);
    return;
  }
  const { runAction } = await import("../action.ts");
  const results = await runAction(wanted, {
    forge: await shell.hosting.openRepository(access),
    findArtifacts: await shell.hosting.artifactFinder(access),
    artifacts: shell.artifacts,
    sql: shell.sql,
    usage: shell.usage,
    snapshotsOf: () => Promise.resolve(listed(env["HEADGATE_USAGE"])),
    clock: shell.clock,
    version: shell.version,
    signal: new AbortController().signal,
    log: access.log,
    models: await shell.models(undefined),
  });
  await tell(results, env, shell);
}

/** One path a line. */
function listed(text = ""): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The event as the runner left it. A workflow may name an event as a whole; an action of it that is not ours asks for nothing. */
async function wantedBy(env: Env, access: HostAccess, shell: Shell): Promise<readonly Wanted[]> {
  const path = needed(env, "GITHUB_EVENT_PATH");
  const name = needed(env, "GITHUB_EVENT_NAME");
  const payload = await readPayload(path);
  const wanted = await shell.hosting.readEvent(
    name === "pull_request_target" ? "pull_request" : name,
    payload,
  );
  // The token reaches this repository alone, and the event is about no other.
  return wanted.map((one) => ({ ...one, repository: access.repository }));
}

async function readPayload(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError("event-unreadable", {
      what: `The event ${path} cannot be read.`,
      why,
      todo: "GITHUB_EVENT_PATH must name the JSON that the runner wrote.",
    });
  }
}

async function tell(results: readonly ActionResult[], env: Env, shell: Shell): Promise<void> {
  const { renderComment } = await import("../render/comment.ts");
  for (const result of results) {
    if (result.kind === "failed") {
      shell.terminal.say(explain(result.error, shell.version).text);
    } else if (result.shown !== null) {
      const text = renderComment({ ...result.shown.page, blob: null });
      await (env["GITHUB_STEP_SUMMARY"] === undefined
        ? shell.terminal.print(text)
        : appendFile(env["GITHUB_STEP_SUMMARY"], `${text}\n`));
    }
  }
  const mayFail = showsOnPull.has(needed(env, "GITHUB_EVENT_NAME"));
  shell.end(Math.max(EXIT.done, ...results.map((result) => exitCodeOf(result, mayFail))));
}

/**
 * Events whose job is shown among the checks of the pull request. A job of any other event that failed over findings would
 * tell nobody anything new, and mail whoever gave a command that it failed.
 */
const showsOnPull: ReadonlySet<string> = new Set(["pull_request", "pull_request_target"]);

function exitCodeOf(result: ActionResult, mayFail: boolean): number {
  if (result.kind === "failed") return result.error instanceof KnownError ? EXIT.usage : EXIT.fault;
  return mayFail && result.shown?.check.conclusion === "failure" ? EXIT.findings : EXIT.done;
}

function needed(env: Env, name: string): string {
  const value = env[name];
  if (value !== undefined && value !== "") return value;
  throw new UsageError("variable-missing", {
    what: `${name} is missing.`,
    why: "`headgate action` runs inside GitHub Actions, where the runner sets it.",
    todo: "Run it as a step of a workflow.",
  });
}
