import { z } from "zod";
import { Place, repositoryOf } from "./payload.ts";
import type { Webhook } from "./webhook.ts";

const CheckRunEvent = Place.extend({
  check_run: z.object({ external_id: z.string().nullish() }),
});

/**
 * Somebody pressed "Re-run" or one of the buttons of our check run. GitHub tells only the App that made it. Its
 * `pull_requests` is empty for forks, so the number is what we wrote into `external_id`; its head may be an old one.
 */
export const checkRun: Webhook = {
  on: ["check_run.rerequested", "check_run.requested_action"],
  wantedBy: (payload) => {
    const event = CheckRunEvent.parse(payload);
    const number = event.check_run.external_id ?? "";
    if (!/^[1-9]\d{0,9}$/u.test(number)) return [];
    const repository = repositoryOf(event);
    return [{ repository, pull: Number(number), review: "asked", command: null, headSha: null }];
  },
};
