/** Asks once for what can never change: whatever depends on commits alone. What failed is asked again. */
export class Remembered<T> {
  readonly #known = new Map<string, Promise<T>>();

  /** The answer to a question; `ask` runs only when nobody asked it before. */
  answer(question: string, ask: () => Promise<T>): Promise<T> {
    const earlier = this.#known.get(question);
    if (earlier !== undefined) return earlier;
    const answer = ask();
    this.#known.set(question, answer);
    answer.catch(() => this.#known.delete(question));
    return answer;
  }
}

/** Whether a text is a full sha, which always means the same. */
export function isSha(text: string): boolean {
  return /^[0-9a-f]{40}$/u.test(text);
}
