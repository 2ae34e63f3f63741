import { instantOf } from "../instant.ts";
import type { Json, JsonObject } from "../json.ts";
import type { UsageWindow } from "./snapshot.ts";

const DAY = 86_400_000;

/** The window that a header or a sidecar file states; null where it states none. */
export function statedWindow(header: JsonObject): UsageWindow | null {
  const [from, to] = [textIn(header["window_start"]), textIn(header["window_end"])];
  return from === null || to === null ? null : windowOf(from, to);
}

/** A window of two texts; null where one is no time, or they are not in order. */
export function windowOf(from: string, to: string): UsageWindow | null {
  return instantOf(from) < instantOf(to) ? { from, to } : null;
}

/** Whole days that a window covers. */
export function daysIn({ from, to }: UsageWindow): number {
  return Math.floor((instantOf(to) - instantOf(from)) / DAY);
}

/**
 * The window of several logs together: known where that of each is, and none lies apart from the others by more than a
 * day, because nobody knows what happened in between.
 */
export function joinWindows(windows: readonly (UsageWindow | null)[]): UsageWindow | null {
  const known = inOrder(windows);
  const [first] = known;
  if (first === undefined || known.length < windows.length) return null;
  let { from, to } = first;
  for (const window of known) {
    if (instantOf(window.from) - instantOf(to) > DAY) return null;
    if (instantOf(window.to) > instantOf(to)) to = window.to;
  }
  return { from, to };
}

/** From the first to the last that any of them has, whatever lies between. */
export function spanOf(windows: readonly (UsageWindow | null)[]): UsageWindow | null {
  const known = inOrder(windows);
  const [first] = known;
  if (first === undefined) return null;
  let { from, to } = first;
  for (const window of known) if (instantOf(window.to) > instantOf(to)) to = window.to;
  return { from, to };
}

function inOrder(windows: readonly (UsageWindow | null)[]): readonly UsageWindow[] {
  return windows
    .flatMap((window) => window ?? [])
    .sort((left, right) => instantOf(left.from) - instantOf(right.from));
}

function textIn(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
