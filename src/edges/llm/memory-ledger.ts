import type { Ledger } from "../../ports.ts";
import { Counters } from "../store/counters.ts";

/** Counts for as long as the process lives: on a laptop and in a workflow, where a run is all there is. */
export function memoryLedger(): Ledger {
  const counters = new Counters();
  return {
    spend: (wanted, amount, now) => {
      const counts = counters.added(wanted, amount, now);
      counters.set(counts);
      return Promise.resolve(counts.map(({ tokens, cost }) => ({ tokens, cost })));
    },
  };
}
