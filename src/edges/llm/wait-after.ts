import type { Asking } from "./attempt.ts";
import type { Reply } from "./chat.ts";
import { mayPass } from "./outcome.ts";

/** A reply without a completion. */
export type Lost = Exclude<Reply, { kind: "completed" | "aborted" }>;

const MOST_RETRIES = 2;

const FIRST_WAIT = 500;

/** Longer than this nobody waits: the template is there already. */
const LONGEST_WAIT = 20_000;

/** Milliseconds until the same is tried again; null when it is not. A time that the endpoint names is one to leave it alone for. */
export function waitAfter(
  reply: Lost,
  { retries, deadline }: { readonly retries: number; readonly deadline: number },
  { time, breaker }: Asking,
): number | null {
  if (reply.kind === "unreadable") return null;
  if (reply.kind === "refused" && !mayPass(reply.status, reply.said)) return null;
  const asked = reply.kind === "refused" ? reply.wait : null;
  const wait = asked ?? FIRST_WAIT * 2 ** retries * (0.5 + time.random() / 2);
  const now = time.now();
  if (retries < MOST_RETRIES && wait <= LONGEST_WAIT && now + wait < deadline) return wait;
  if (asked !== null) breaker.restUntil(now + asked, now);
  return null;
}
