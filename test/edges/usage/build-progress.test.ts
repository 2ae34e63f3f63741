import { expect, test } from "vitest";
import { BuildProgress, piece, STEPS } from "../../../src/edges/usage/build-progress.ts";

test("steps of a build follow one another from nothing to the whole", () => {
  const spans = Object.values(STEPS);

  expect(spans.map(({ from }) => from)).toEqual([0, ...spans.map(({ to }) => to).slice(0, -1)]);
  expect(spans.at(-1)?.to).toBe(1);
});

test("progress is unknown before and after a build", () => {
  const progress = new BuildProgress();

  const before = progress.share();
  progress.enter(STEPS.sums, () => 1);
  progress.end();

  expect([before, progress.share()]).toEqual([null, null]);
});

test("a step is told within its span, and nothing goes back", () => {
  const progress = new BuildProgress();
  const halves = { from: 0.5, to: 1 };
  let within: number | null = 0.5;

  progress.enter(piece(halves, 0, 2), () => within);
  const half = progress.share();
  within = null;
  const unknown = progress.share();
  progress.enter(piece(halves, 1, 2), () => 0.5);

  expect([half, unknown, progress.share()]).toEqual([0.625, 0.625, 0.875]);
});
