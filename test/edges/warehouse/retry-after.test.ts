import { expect, test } from "vitest";
import { waitFor } from "../../../src/edges/warehouse/retry-after.ts";

const NOW = Date.UTC(2026, 0, 31, 12);

test.each([
  ["7", 7000],
  ["0", 0],
  ["Sat, 31 Jan 2026 12:00:30 GMT", 30_000],
  ["Sat, 31 Jan 2026 11:00:00 GMT", 0],
])("a host that says `Retry-After: %s` is asked again after %d ms", (header, wait) => {
  expect(waitFor(header, 1, NOW)).toBe(wait);
});

test.each([null, "soon"])("where it says %j, each wait is twice as long as the one before", (header) => {
  expect([1, 2, 3].map((tries) => waitFor(header, tries, NOW))).toEqual([1000, 2000, 4000]);
});

test.each(["3600", "Sat, 31 Jan 2026 13:00:00 GMT"])(
  "nobody waits as long as `Retry-After: %s`",
  (header) => {
    expect(waitFor(header, 1, NOW)).toBeNull();
  },
);
