import type { Claim, ForgeApp, Store } from "../ports.ts";
import { giveUp } from "./give-up.ts";
import type { PullPorts } from "./pull-ports.ts";
import { workOnPull, type Outcome } from "./work-on-pull.ts";

/** What work on claims needs from outside: what is the same for every pull request, and where each is to be had. */
export interface ClaimPorts extends Omit<PullPorts, "forge" | "isNewest" | "memory" | "signal"> {
  readonly forgeApp: Pick<ForgeApp, "forgeOf">;
  readonly store: Pick<Store, "isNewest">;
}

/** What a queue does with a claim. */
export interface ClaimedWork {
  readonly work: (claim: Claim, signal: AbortSignal) => Promise<Outcome>;
  /** Says on the pull request that work on it failed for good. */
  readonly giveUp: (claim: Claim, error: unknown) => Promise<void>;
}

/** The work of a server, whose memory is its store. */
export function claimedWork({ forgeApp, store, ...ports }: ClaimPorts): ClaimedWork {
  const portsFor = async (claim: Claim, signal: AbortSignal): Promise<PullPorts> => ({
    ...ports,
    forge: await forgeApp.forgeOf(claim.work.pull),
    isNewest: () => store.isNewest(claim),
    memory: "store",
    signal,
  });
  return {
    work: async (claim, signal) => workOnPull(claim.work, await portsFor(claim, signal)),
    giveUp: async (claim, error) => {
      const { signal } = new AbortController();
      await giveUp(claim.work, error, await portsFor(claim, signal));
    },
  };
}
