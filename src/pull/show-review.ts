import type { PullState } from "../core/pull/state.ts";
import { DRAFT_MS } from "../draft/models.ts";
import { beginDraft, withoutDraft, withReason } from "./draft-facts.ts";
import { publishReview, type Publication, type Published } from "./publish-review.ts";
import type { PullPorts } from "./pull-ports.ts";

/** How long facts that are ready wait for a draft that may be near, in milliseconds. */
const NEAR_MS = 20_000;

const PENDING = "a model is at work on it, and this is edited when it is done";
const TOO_LATE = "the model did not answer in time";

/** A review that was shown, or not; `isOutdated`: the head moved between the facts and the draft. */
export interface ShownInSteps extends Published {
  readonly isOutdated: boolean;
}

/**
 * Shows a review: at once with the words of templates, or with those of models if they come soon; words that come later are
 * edited in, and after 90 seconds nobody waits for them. A model keeps no review from being shown.
 */
export async function showReview(publication: Publication, ports: PullPorts): Promise<ShownInSteps> {
  const drafting = beginDraft(publication, ports);
  if (drafting === null) {
    const facts = withoutDraft(publication, ports);
    return { ...(await publishReview({ ...publication, facts }, ports)), isOutdated: false };
  }
  try {
    const near = await drafting.within(NEAR_MS);
    const facts = near ?? withReason(publication.facts, PENDING);
    const first = await publishReview({ ...publication, facts }, ports);
    if (near !== null || first.standing.kind !== "newest") return { ...first, isOutdated: false };
    const late = await drafting.within(DRAFT_MS - NEAR_MS);
    const last = late ?? withReason(publication.facts, TOO_LATE);
    const second = await publishReview({ ...publication, facts: last }, ports);
    if (second.standing.kind === "newest") return { ...second, isOutdated: false };
    return { ...first, state: unfinished(first.state), isOutdated: true };
  } finally {
    drafting.stop();
  }
}

/** The ids of the findings mean what the comment shows, but the review is to be made again. */
function unfinished(state: PullState): PullState {
  if (state.published === null) return state;
  const { inputs: _inputs, ...published } = state.published;
  return { ...state, published };
}
