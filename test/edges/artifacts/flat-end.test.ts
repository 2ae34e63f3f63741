import { expect, test } from "vitest";
import { ByteWindow } from "../../../src/edges/artifacts/byte-window.ts";
import { flatEnd } from "../../../src/edges/artifacts/flat-end.ts";

/** What is skipped of a text that begins with a value. */
function skipped(text: string): string {
  const window = new ByteWindow();
  window.append(Buffer.from(text));
  return text.slice(0, flatEnd(window));
}

test("an object without others in it is skipped to its end", () => {
  expect(skipped('{"a": ["b"], "c": []}, "d": {}}')).toBe('{"a": ["b"], "c": []}');
  expect(skipped('{},"d":{}}')).toBe("{}");
});

test.each([
  ["holds another one", '{"a": {"b": 1}, "c": 2}, "d": {}}'],
  ["has a bracket in a text", '{"a": "}", "c": 2}, "d": {}}'],
  ["ends behind the bytes at hand", '{"a": ["b"]'],
  ["is broken", '{"a" ["b"]}, "d": {}}'],
  ["is a list", '[1], "d": {}}'],
  ["is a number", '1, "d": {}}'],
])("what %s is left to the scan", (_what, text) => {
  expect(skipped(text)).toBe("");
});
