const known = new Map<string, Promise<unknown>>();

/** Asks git once for what can never change: whatever depends on commits alone. What failed is asked again. */
export function remember<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const earlier = known.get(key) as Promise<T> | undefined;
  if (earlier !== undefined) return earlier;
  const answer = ask();
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  return answer;
}

/** Whether a text is a full sha, which always means the same. */
export function isSha(text: string): boolean {
  return /^[0-9a-f]{40}$/u.test(text);
}
