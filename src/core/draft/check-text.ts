import type { Checked, Dropped } from "./checked.ts";
import { ungroundedIn } from "./check-names.ts";
import type { Grounds } from "./grounds.ts";
import { denialIn, unsafeIn } from "./safe-output.ts";
import { sentencesOf } from "./sentences.ts";

/** How long a text may be. */
export interface TextLimits {
  readonly sentence: number;
  readonly sentences: number;
  readonly characters: number;
}

/**
 * A text of a model, sentence by sentence: what says something that its facts do not hold, or what a review does not say,
 * is thrown away; so is what is too long. What is left is as the model wrote it.
 */
export function checkText(text: string, grounds: Grounds, limits: TextLimits): Checked {
  const kept: string[] = [];
  const dropped: Dropped[] = [];
  let length = 0;
  for (const sentence of sentencesOf(text)) {
    const fault = faultOf(sentence, grounds, limits);
    if (fault !== null) {
      dropped.push(fault);
      continue;
    }
    length += sentence.length + 1;
    if (kept.length === limits.sentences || length > limits.characters) {
      dropped.push({ reason: "too long", what: "" });
      break;
    }
    kept.push(sentence);
  }
  return { text: kept.join(" "), dropped };
}

function faultOf(sentence: string, grounds: Grounds, limits: TextLimits): Dropped | null {
  if (sentence.length > limits.sentence) return { reason: "too long", what: sentence.slice(0, 40) };
  const denial = denialIn(sentence, grounds.text);
  if (denial !== null) return { reason: "verdict", what: denial };
  return unsafeIn(sentence) ?? ungroundedIn(sentence, grounds);
}
