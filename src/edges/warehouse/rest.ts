import { WarehouseError } from "../../errors.ts";
import type { WarehouseAccess } from "./access.ts";
import { notAnswered, saidBy, strangeAnswer } from "./fault.ts";
import { readBody } from "./read-body.ts";
import { waitFor } from "./retry-after.ts";

/** One request to a warehouse's HTTP interface. */
export interface RestRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Who is asked, and as whom. */
export interface RestSetting {
  readonly title: string;
  /** Headers that prove who asks; `renew` after the ones before were refused. Null for whom nobody asks to. */
  readonly authorize: ((renew: boolean) => Promise<Readonly<Record<string, string>>>) | null;
  /** What a refusal says, by the vendor's shape of errors; null where it says nothing. */
  readonly messageOf: (json: unknown) => string | null;
  /** Refusals besides 429 and 5xx that pass. */
  readonly isBusy?: (answer: RestAnswer) => boolean;
  readonly access: WarehouseAccess;
  readonly signal: AbortSignal;
}

const MOST_TRIES = 6;
const TIMEOUT = 60_000;

/**
 * Asks, and asks again: after the time that the host names when it is busy, once with new credentials when the old ones
 * ran out. Gives every answer that is neither. Redirects are not followed: credentials go to the named host alone.
 * Throws `WarehouseError`, or the abort's reason.
 */
export async function ask(request: RestRequest, setting: RestSetting): Promise<RestAnswer> {
  const { access, signal, title } = setting;
  let proof = await proofOf(setting, false);
  let isRenewed = false;
  for (let tries = 1; ; tries += 1) {
    const { answer, retryAfter } = await askOnce(request, setting, proof);
    if (answer?.status === 401 && !isRenewed && setting.authorize !== null) {
      isRenewed = true;
      proof = await proofOf(setting, true);
      continue;
    }
    if (answer !== null && !isPassing(answer, setting)) return accepted(answer, setting);
    const wait = waitFor(retryAfter, tries, access.now());
    if (tries >= MOST_TRIES || wait === null) throw gaveUp(title, answer);
    await access.pause(wait, signal);
  }
}

type Proof = Readonly<Record<string, string>>;

async function proofOf({ authorize, signal }: RestSetting, renew: boolean): Promise<Proof> {
  signal.throwIfAborted();
  return authorize === null ? {} : authorize(renew);
}

interface Try {
  /** Null when none came. */
  readonly answer: RestAnswer | null;
  readonly retryAfter: string | null;
}

async function askOnce(request: RestRequest, setting: RestSetting, proof: Proof): Promise<Try> {
  const { title, signal } = setting;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { accept: "application/json", "user-agent": "headgate", ...request.headers, ...proof },
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const text = await readBody(response, title);
    const retryAfter = response.headers.get("retry-after");
    return { answer: { status: response.status, json: jsonOf(text, response.ok, title) }, retryAfter };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof WarehouseError) throw error;
    return { answer: null, retryAfter: null };
  }
}

/** A refusal may come from a proxy, as HTML; an answer may not. */
function jsonOf(text: string, isOk: boolean, title: string): unknown {
  try {
    return JSON.parse(text === "" ? "null" : text);
  } catch {
    if (isOk) throw strangeAnswer(title);
    return null;
  }
}

function isPassing(answer: RestAnswer, { isBusy }: RestSetting): boolean {
  return answer.status === 429 || answer.status >= 500 || isBusy?.(answer) === true;
}

/** The answer, unless it says that whoever asks may not. */
function accepted(answer: RestAnswer, { title, messageOf }: RestSetting): RestAnswer {
  const { status, json } = answer;
  if (status >= 300 && status < 400) throw strangeAnswer(title);
  if (status !== 401 && status !== 403) return answer;
  const said = saidBy(messageOf(json) ?? "");
  throw new WarehouseError("warehouse-unauthorized", {
    what: `${title} refuses the credentials.`,
    why: said === "" ? `It answers ${status}.` : `It says: ${said}`,
    todo: "Check that they have not run out, and the rights that `headgate usage export-sql` lists.",
  });
}

function gaveUp(title: string, answer: RestAnswer | null): WarehouseError {
  const why = answer === null ? "No answer came." : `It answers ${answer.status} again and again.`;
  return notAnswered(title, { why });
}
