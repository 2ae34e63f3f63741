import type { Octokit } from "@octokit/rest";
import { asFault, GitHubFault } from "./fault.ts";

/** Waits that many milliseconds. */
export type Pause = (ms: number) => Promise<void>;

const MOST_RETRIES = 2;

/** Whoever has to wait longer gives up: the work is taken up again later, and its worker is free until then. */
const LONGEST_WAIT = 60_000;

/** How long an answer is waited for where nothing else is said: GitHub ends a request after ten seconds (its REST docs). */
const TIMEOUT = 15_000;

/** How to wait. */
export interface Patience {
  readonly pause: Pause;
  /** Milliseconds that an answer may take. */
  readonly timeout?: number;
}

/**
 * Lets every request of the client try again, at most twice, where GitHub asks to wait or did not answer; all else that
 * GitHub refuses becomes a `ForgeError`. A request that creates is never repeated here: see `createOnce`. What may be
 * repeated although it is a POST says so by `request: { isRepeatable: true }`, and the other way round.
 */
export function withRetries(github: Octokit, { pause, timeout = TIMEOUT }: Patience): Octokit {
  github.hook.wrap("request", async (request, options) => {
    const { isRepeatable = options.method !== "POST" } = options.request ?? {};
    const once = async () => {
      // Written into the options: hooks further in are bound to these, and see no others.
      options.request = { ...options.request, signal: AbortSignal.timeout(timeout) };
      try {
        return await request(options);
      } catch (error) {
        throw asFault(error, `${options.method} ${options.url}`);
      }
    };
    return isRepeatable === true ? repeated(once, pause) : once();
  });
  return github;
}

async function repeated<T>(once: () => Promise<T>, pause: Pause): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await once();
    } catch (error) {
      await pauseAfter(error, { retries, pause });
    }
  }
}

/**
 * Creates something that must not be there twice. Where it is not known whether GitHub did it, it is looked for
 * before it is tried again, at most twice.
 */
export async function createOnce<T>(
  { create, find }: { readonly create: () => Promise<T>; readonly find: () => Promise<T | null> },
  pause: Pause,
): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await create();
    } catch (error) {
      await pauseAfter(error, { retries, pause });
      const found = await find();
      if (found !== null) return found;
    }
  }
}

/** Waits as long as the error asks for; throws it on when waiting is no use, or was enough. */
async function pauseAfter(
  error: unknown,
  { retries, pause }: { readonly retries: number; readonly pause: Pause },
): Promise<void> {
  if (!(error instanceof GitHubFault) || error.retryAfter === null || retries === MOST_RETRIES) throw error;
  const wait = error.retryAfter * 2 ** retries;
  if (wait > LONGEST_WAIT) throw error;
  await pause(wait);
}
