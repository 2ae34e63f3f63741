/** What can go wrong on GitHub's side. `drop`: the connection ends without an answer; `hang`: no answer ever comes. */
export type FaultKind =
  | "500"
  | "502"
  | "503"
  | "401"
  | "secondary-403"
  | "secondary-429"
  | "primary"
  | "drop"
  | "hang";

/** `after`: the request is carried out and only its answer is lost, so that a blind retry of a create makes a second one. */
export interface Fault {
  readonly kind: FaultKind;
  readonly when: "before" | "after";
}

/** Faults at random, by a seed: a share of all requests. */
export interface FaultPlan {
  readonly seed: number;
  /** Between 0 and 1. */
  readonly rate: number;
  readonly kinds?: readonly FaultKind[];
  /** Only requests whose `METHOD /path` this matches; all when left out. */
  readonly only?: RegExp;
}

/** Faults on the next requests whose `METHOD /path` matches. */
export interface NextFault extends Fault {
  readonly on: RegExp;
  times: number;
}

export interface Faults {
  plan: FaultPlan | null;
  readonly next: NextFault[];
  /** Seconds that a refused client is asked to wait. */
  retryAfter: number;
  random: () => number;
}

const KINDS: readonly FaultKind[] = ["500", "502", "401", "secondary-403", "secondary-429", "drop"];

// A refusal is never after the fact; a broken answer may be.
const BROKEN = new Set<FaultKind>(["500", "502", "503", "drop", "hang"]);

/** The fault to mount on a request; null for most. */
export function drawFault(faults: Faults, request: string): Fault | null {
  const next = faults.next.find((one) => one.times > 0 && one.on.test(request));
  if (next === undefined) return drawAtRandom(faults, request);
  next.times -= 1;
  return next;
}

function drawAtRandom({ plan, random }: Faults, request: string): Fault | null {
  if (plan === null || plan.only?.test(request) === false) return null;
  if (random() >= plan.rate) return null;
  const { kinds = KINDS } = plan;
  const kind = kinds[Math.floor(random() * kinds.length)] ?? "500";
  return { kind, when: BROKEN.has(kind) && random() < 0.5 ? "after" : "before" };
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
