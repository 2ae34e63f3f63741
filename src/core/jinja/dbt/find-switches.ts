import type { Rendering } from "./rendering.ts";
import type { Switches } from "./render-state.ts";

/** One way to render a text. */
export interface Attempt {
  readonly rendering: Rendering;
  /** The variables that it took to be on or off and that may be why it says other than the manifest. */
  readonly suspects: Switches;
  /** How often it says other than the manifest: what it reads and dbt does not list, or the reverse. */
  readonly contradictions: number;
}

/** Renderings that are tried for one text. */
const MOST_TRIED = 16;

/**
 * dbt lists every object that a text reads, and so tells which way the variables stand that decide on it: they are turned,
 * one after the other, as long as what is rendered comes nearer to that list.
 */
export function findSwitches(first: Attempt, render: (switches: Switches) => Attempt): Attempt {
  let best = first;
  let switches: Switches = new Map();
  let tried = 0;
  while (best.contradictions > 0) {
    const found = nearest();
    if (found === null) break;
    ({ attempt: best, turned: switches } = found);
  }
  return best;

  function nearest(): { readonly attempt: Attempt; readonly turned: Switches } | null {
    let near = null;
    for (const [name, isOn] of best.suspects) {
      if (switches.has(name) || ++tried > MOST_TRIED) continue;
      const turned = new Map([...switches, [name, !isOn] as const]);
      const attempt = render(turned);
      if (attempt.contradictions < (near?.attempt ?? best).contradictions) near = { attempt, turned };
    }
    return near;
  }
}
