import type { Paint } from "../ansi.ts";

/** What a part of the terminal rendering needs to know of the terminal. */
export interface Terminal {
  readonly paint: Paint;
  readonly width: number;
}
