import { expect, test } from "vitest";
import { wantsColor } from "../../src/cli/terminal.ts";

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  [{ TERM: "dumb" }, true, false],
])("with %j and a terminal: %s, color is %s", (env, isTerminal, color) => {
  expect(wantsColor(env, isTerminal)).toBe(color);
});
