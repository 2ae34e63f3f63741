import type { PullKey } from "../core/pull/pull.ts";
import type { Store } from "../ports.ts";
import type { Wanted } from "./webhook.ts";

/** What recording works with. */
export interface Recording {
  readonly store: Pick<Store, "record" | "findPulls">;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Records what one webhook asks for, in its order. Each pull request is a delivery of its own, so that a
 * webhook that was recorded in part and is sent again is completed. Gives the pull requests of which something is new.
 */
export async function recordWanted(
  id: string,
  wanted: readonly Wanted[],
  { store, now }: Recording,
): Promise<readonly PullKey[]> {
  const fresh: PullKey[] = [];
  for (const [index, { repository, pull: meant, review, command, headSha }] of wanted.entries()) {
    const pulls =
      typeof meant === "number"
        ? [{ ...repository, number: meant }]
        : await store.findPulls(repository, meant.atHead);
    for (const pull of pulls) {
      const delivery = { id: `${id}/${index}/${pull.number}`, pull, review, command, headSha };
      if (await store.record(delivery, now)) fresh.push(pull);
    }
  }
  return fresh;
}
