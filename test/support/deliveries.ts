import type { PullKey } from "../../src/core/pull/pull.ts";
import type { Delivery } from "../../src/core/pull/work.ts";

/** A pull request of the repository `acme/shop`. */
export function pullOf(number: number): PullKey {
  return { installation: 1, owner: "acme", repository: "shop", number };
}

/** A delivery about a push to pull request 1; what matters in a test is said over it. */
export function delivery(id: string, over: Partial<Delivery> = {}): Delivery {
  return { id, pull: pullOf(1), review: "changed", command: null, headSha: null, ...over };
}

/** A delivery of a command alone. */
export function commandDelivery(id: string, line: string, over: Partial<Delivery> = {}): Delivery {
  const command = { comment: { kind: "issue", id: 1 }, author: "ana", line } as const;
  return delivery(id, { review: null, command, ...over });
}

/** A commit id of 40 times the same digit. */
export function sha(digit: string): string {
  return digit.repeat(40);
}
