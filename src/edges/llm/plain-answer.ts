/** Reasoning models behind some servers write what they think before the answer, and it is no part of it. */
const THOUGHTS = /^\s*<(think|thinking|reasoning)>[\s\S]*?<\/\1>/iu;

/** A chat template that begins the thoughts itself leaves only their end in the text. */
const END_OF_THOUGHTS = /^[\s\S]*?<\/think>/iu;

/** The whole text in one fence. */
const FENCE = /^```[\w-]*[^\S\n]*\n([\s\S]*?)\n?```$/u;

/** What the model wrote without its thoughts, and without the fence around all of it. */
export function plainAnswer(text: string): string {
  const thought = text.replace(THOUGHTS, "");
  const answer = (
    thought.trimStart().startsWith("{") ? thought : thought.replace(END_OF_THOUGHTS, "")
  ).trim();
  return FENCE.exec(answer)?.[1]?.trim() ?? answer;
}
