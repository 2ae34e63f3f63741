import { z } from "zod";
import { ForgeError, type Advice } from "../../errors.ts";

/** A request that GitHub did not answer as asked. */
export class GitHubFault extends ForgeError {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  /** How long to wait before the same may succeed, in milliseconds; null when it will not. */
  readonly retryAfter: number | null;

  constructor(refusal: Refusal, advice: Advice, options: ErrorOptions) {
    super(refusal.code, advice, options);
    this.status = refusal.status;
    this.retryAfter = refusal.retryAfter;
  }
}

interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly retryAfter: number | null;
}

/** Whether GitHub says that there is nothing of that name, or nothing that we may see. */
export function isMissing(error: unknown): boolean {
  return error instanceof GitHubFault && error.status === 404;
}

/** Whether the contents API refuses a file because of its size: its message points to git. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof GitHubFault && error.code === "forge-blob-too-large";
}

/** Whether a comment was refused because the conversation is locked. */
export function isLocked(error: unknown): boolean {
  return error instanceof GitHubFault && error.code === "forge-conversation-locked";
}

const Headers = z.record(z.string(), z.union([z.string(), z.number()]).optional());

/** What Octokit throws. Without a response, no answer came. */
const Failure = z.object({
  status: z.number(),
  response: z
    .object({ headers: Headers, data: z.object({ message: z.string() }).partial().catch({}) })
    .optional(),
});

/** Makes a fault of what Octokit throws; gives back what it does not know. `request`: method and route, for the reader. */
export function asFault(error: unknown, request: string): unknown {
  if (error instanceof ForgeError) return error;
  const { success, data } = Failure.safeParse(error);
  if (!success) return error;
  const { response, status } = data;
  const said = firstLine(response?.data.message ?? "");
  const refusal =
    response === undefined
      ? { code: "forge-unreachable", status: 0, retryAfter: FIRST_WAIT }
      : refusalOf({ status, said, headers: response.headers });
  const what = `GitHub did not do \`${request}\`.`;
  const why = response === undefined ? "No answer came in time." : `It says: ${status} ${said}`.trim();
  return new GitHubFault(refusal, { what, why: sentence(why), todo: todoOf(refusal.code) }, { cause: error });
}

/** The first of the waits that double where GitHub names none. */
const FIRST_WAIT = 1000;

/** GitHub asks for a minute at least where a secondary limit names no time (its REST docs, best practices). */
const LIMIT_WAIT = 60_000;

interface Answer {
  readonly status: number;
  readonly said: string;
  readonly headers: z.infer<typeof Headers>;
}

function refusalOf(answer: Answer): Refusal {
  const { status, said } = answer;
  const never = { status, retryAfter: null };
  if (status >= 500) return { code: "forge-unavailable", status, retryAfter: FIRST_WAIT };
  if (isLimited(answer)) return { code: "forge-rate-limited", status, retryAfter: limitWait(answer.headers) };
  // A token that was just made, or just ran out, is not known alike to all of GitHub's servers.
  if (status === 401) return { code: "forge-unauthorized", status, retryAfter: FIRST_WAIT };
  if (status === 403) return { code: forbiddenCode(said), ...never };
  if (status === 404 || status === 410) return { code: "forge-missing", ...never };
  return { code: "forge-refused", ...never };
}

/** GitHub answers 403 for more than a missing permission. */
function forbiddenCode(said: string): string {
  if (/too large/iu.test(said)) return "forge-blob-too-large";
  return /\block(?:ed)?\b/iu.test(said) ? "forge-conversation-locked" : "forge-forbidden";
}

function isLimited({ status, said, headers }: Answer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const isUsedUp = String(headers["x-ratelimit-remaining"] ?? "") === "0";
  return isUsedUp || headers["retry-after"] !== undefined || /rate limit/iu.test(said);
}

/** Milliseconds to wait, by GitHub's own clock. */
function limitWait(headers: Answer["headers"]): number {
  const seconds = Number(headers["retry-after"]);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const resetsAt = Number(headers["x-ratelimit-reset"]) * 1000;
  const isUsedUp = String(headers["x-ratelimit-remaining"] ?? "") === "0";
  const now = Date.parse(String(headers["date"] ?? ""));
  const wait = resetsAt - now;
  return isUsedUp && Number.isFinite(wait) ? Math.max(wait, FIRST_WAIT) : LIMIT_WAIT;
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  "forge-unreachable": "Nothing if it passes; else check the network and githubstatus.com.",
  "forge-unavailable": "Nothing if it passes; else look at githubstatus.com.",
  "forge-rate-limited": "Nothing: it is tried again later.",
  "forge-unauthorized": "Check the App's id and private key, or the token.",
  "forge-forbidden": "Give the App or the token the permission for it, and accept it in the installation.",
  "forge-missing": "Check that it exists and that the App is installed on the repository.",
};

function todoOf(code: string): string {
  return WAYS_OUT[code] ?? "Please report it with this text.";
}

/** GitHub's own short message, never what stands beneath it: that may repeat what a stranger wrote. */
function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").slice(0, 200);
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
