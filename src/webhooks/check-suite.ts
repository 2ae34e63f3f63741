import { z } from "zod";
import { ListedPull, ownPulls, Place, repositoryOf } from "./payload.ts";
import type { Wanted, Webhook } from "./webhook.ts";

const CheckSuiteEvent = Place.extend({
  check_suite: z.object({ head_sha: z.string(), pull_requests: z.array(ListedPull) }),
});

/** Somebody pressed "Re-run all checks". GitHub tells only the App whose suite it is. */
export const checkSuite: Webhook = {
  on: ["check_suite.rerequested"],
  wantedBy: (payload) => {
    const event = CheckSuiteEvent.parse(payload);
    const { head_sha: atHead, pull_requests: listed } = event.check_suite;
    const asked = { repository: repositoryOf(event), review: "asked", command: null, headSha: null } as const;
    const pulls: readonly Wanted["pull"][] =
      listed.length === 0 ? [{ atHead }] : ownPulls(listed, event).map(({ number }) => number);
    return pulls.map((pull) => ({ ...asked, pull }));
  },
};
