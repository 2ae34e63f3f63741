/** A part of the whole, from 0 to 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the steps of a build take of its time, as measured with large logs. */
export const STEPS = {
  read: { from: 0, to: 0.6 },
  group: { from: 0.6, to: 0.7 },
  keep: { from: 0.7, to: 0.75 },
  statements: { from: 0.75, to: 0.9 },
  sums: { from: 0.9, to: 1 },
} as const satisfies Readonly<Record<string, Span>>;

/** The piece at `place` of `count` equal ones. */
export function piece({ from, to }: Span, place: number, count: number): Span {
  const width = (to - from) / count;
  return { from: from + place * width, to: from + (place + 1) * width };
}

/** How far a build is. It never goes back, whatever its steps say of themselves. */
export class BuildProgress {
  #span: Span = { from: 0, to: 0 };
  #within: () => number | null = () => null;
  #isBuilding = false;
  #furthest = 0;

  /** The build is in this span, and `within` tells how far, 0 to 1; null where that is not known. */
  enter(span: Span, within: () => number | null): void {
    [this.#span, this.#within, this.#isBuilding] = [span, within, true];
  }

  end(): void {
    [this.#isBuilding, this.#furthest] = [false, 0];
  }

  /** 0 to 1; null where nothing is being built. */
  share(): number | null {
    if (!this.#isBuilding) return null;
    const { from, to } = this.#span;
    this.#furthest = Math.max(this.#furthest, from + (to - from) * (this.#within() ?? 0));
    return this.#furthest;
  }
}
