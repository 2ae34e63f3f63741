import type { Rendering } from "../run/rendering.ts";

/** What is replaced by what; a negative count replaces all. */
export interface Replacement {
  readonly old: string;
  readonly by: string;
  readonly count: number;
}

/** Python's `str.replace`: an empty `old` stands between all characters. */
export function replaced(text: string, { old, by, count }: Replacement, run: Rendering): string {
  run.makes(text.length);
  if (old === "") run.spend(text.length);
  const all = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  const times = Math.min(count < 0 ? all.length : count, all.length - 1);
  run.makes(text.length + times * by.length);
  const head = all.slice(0, times + 1).join(by);
  const tail = all.slice(times + 1);
  return tail.length === 0 ? head : head + old + tail.join(old);
}
