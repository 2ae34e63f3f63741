import { nextTurn } from "../thread/next-turn.ts";

/** How far ahead values are made. */
export interface AheadSetting<T> {
  readonly weigh: (value: T) => number;
  /** What waits weighs less than this, or is one value. */
  readonly most: number;
  /** One value in the place of two that wait; null where they stay apart. */
  readonly join: (first: T, second: T) => T | null;
}

/**
 * Makes the values of a source before they are asked for, as long as what waits is not too much. Between two values there is
 * a turn of the event loop, in which others are heard.
 */
export class Ahead<T> {
  readonly #setting: AheadSetting<T>;
  readonly #made: T[] = [];
  readonly #end: Promise<void>;
  #weight = 0;
  #isStopped = false;
  #taken = (): void => undefined;
  #added = (): void => undefined;

  constructor(source: AsyncIterable<T>, setting: AheadSetting<T>) {
    this.#setting = setting;
    this.#end = this.#make(source);
    // Whoever asks for the next value is told.
    this.#end.catch(() => undefined);
  }

  /** The next value. Throws what the source threw, once the values before it are gone; undefined at the end. */
  async next(): Promise<T | undefined> {
    if (this.#made.length === 0) {
      const added = new Promise<void>((resolve) => (this.#added = resolve));
      await Promise.race([added, this.#end]);
    }
    const value = this.#made.shift();
    if (value !== undefined) this.#weight -= this.#setting.weigh(value);
    this.#taken();
    return value;
  }

  /** Whether nobody will ask for more. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Calls back once every value is made, or no more will be. */
  whenMade(callBack: () => void): void {
    this.#end.then(callBack, () => undefined);
  }

  /** Makes no more: nobody will ask. */
  stop(): void {
    this.#isStopped = true;
    this.#made.length = 0;
    this.#taken();
  }

  #add(value: T): void {
    const last = this.#made.at(-1);
    const joined = last === undefined ? null : this.#setting.join(last, value);
    if (joined === null) this.#made.push(value);
    else this.#made[this.#made.length - 1] = joined;
  }

  async #make(source: AsyncIterable<T>): Promise<void> {
    for await (const value of source) {
      this.#add(value);
      this.#weight += this.#setting.weigh(value);
      this.#added();
      await nextTurn();
      if (this.#isStopped) return;
      while (this.#weight >= this.#setting.most && this.#made.length > 0)
        await new Promise<void>((resolve) => (this.#taken = resolve));
    }
  }
}
