import type { Check, CheckAction } from "../../ports.ts";
import { fit } from "./fit.ts";

/** GitHub's limit for the summary and the text each; it is not said whether of characters or bytes, and bytes are the more. */
const MOST_BYTES = 65_535;

/** GitHub shows three buttons at most. */
const MOST_ACTIONS = 3;

/** The texts of a check run, cut to what GitHub takes. */
export function outputOf({ title, summary, text }: Check) {
  return { title, summary: fit(summary, MOST_BYTES), text: fit(text, MOST_BYTES) };
}

/** Status, conclusion and buttons, as GitHub names them. */
export function stateOf({ conclusion, actions }: Check): CheckState {
  const buttons = actions.slice(0, MOST_ACTIONS);
  return conclusion === null
    ? { status: "in_progress", actions: buttons }
    : { status: "completed", conclusion, actions: buttons };
}

type CheckState =
  | { status: "in_progress"; actions: CheckAction[] }
  | { status: "completed"; conclusion: NonNullable<Check["conclusion"]>; actions: CheckAction[] };
