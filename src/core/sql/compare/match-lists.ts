/** What two lists of expressions have apart, by their canonical texts; each in its own order. */
export interface Apart<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** Takes out of both lists what they share, each as often as it stands in both. */
export function apart<T>(
  base: readonly T[],
  head: readonly T[],
  texts: { readonly base: (item: T) => string; readonly head: (item: T) => string },
): Apart<T> {
  const left = new Map<string, T[]>();
  for (const item of base) {
    const text = texts.base(item);
    left.set(text, [...(left.get(text) ?? []), item]);
  }
  const come = head.filter((item) => left.get(texts.head(item))?.shift() === undefined);
  return { gone: [...left.values()].flat(), come };
}
