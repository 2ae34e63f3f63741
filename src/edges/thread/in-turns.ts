import { nextTurn } from "./next-turn.ts";

/** Milliseconds of one piece of work after which others are heard. */
const LONGEST = 10;

/** Takes items one after the other, and lets the event loop turn at the end and whenever it was kept busy for too long. */
export async function inTurns<T>(items: readonly T[], take: (item: T) => void): Promise<void> {
  let begun = performance.now();
  for (const item of items) {
    take(item);
    if (performance.now() - begun < LONGEST) continue;
    await nextTurn();
    begun = performance.now();
  }
  await nextTurn();
}
