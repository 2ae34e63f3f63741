import { expect, test } from "vitest";
import { plainAnswer } from "../../../src/edges/llm/plain-answer.ts";

const ANSWER = '{"lead": "Use ```sql``` fences, or <think> twice."}';

test.each([
  ["an answer alone", ANSWER],
  ["space around it", `\n  ${ANSWER}\n`],
  ["a fence with a language", `\`\`\`json\n${ANSWER}\n\`\`\``],
  ["a fence without one", `\`\`\`\n${ANSWER}\n\`\`\`\n`],
  ["a fence with Windows line ends", `\`\`\`json\r\n${ANSWER}\r\n\`\`\``],
  ["thoughts before it", `<think>\nMaybe {"lead": "no"}?\n</think>\n${ANSWER}`],
  ["thoughts that the server began itself", `Maybe {"lead": "no"}?\n</think>\n${ANSWER}`],
  ["thoughts and a fence", `<thinking>Hm.</thinking>\n\`\`\`json\n${ANSWER}\n\`\`\``],
])("%s comes out as the answer", (_, text) => {
  expect(plainAnswer(text)).toBe(ANSWER);
});

test.each([
  ["prose around the answer", `Here it is: ${ANSWER}`],
  ["a fence that does not end", `\`\`\`json\n${ANSWER}`],
  ["a fence in the middle", `Here:\n\`\`\`json\n${ANSWER}\n\`\`\``],
])("%s is left as it is", (_, text) => {
  expect(plainAnswer(text)).toBe(text);
});
