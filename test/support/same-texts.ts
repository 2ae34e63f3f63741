interface Texts {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Edits or evidence that show a reader the same on both sides. */
export function sameTexts<T extends Texts>(all: readonly T[]): readonly T[] {
  return all.filter(({ before, after }) => before !== undefined && before === after);
}

/** A sentence that says that something is now the same. */
export function saysTheSame(title: string): boolean {
  return [...title.matchAll(/`([^`]*)` (?:is now|to) `([^`]*)`/gu)].some(([, was, is]) => was === is);
}
