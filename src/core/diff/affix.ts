/**
 * What two names do not share, with `*` for what they share at one end: `orders` and `pr_orders` give `*` and `pr_*`,
 * `dev_orders` and `prod_orders` give `dev*` and `prod*`. Names that were changed alike give the same pair.
 */
export function affixOf(before: string, after: string): readonly [string, string] {
  const most = Math.min(before.length, after.length);
  const end = sharedLength(most, (at) => before.at(-at - 1) === after.at(-at - 1));
  const start = sharedLength(most, (at) => before[at] === after[at]);
  if (end === 0 && start === 0) return [before, after];
  if (end >= start)
    return [`${before.slice(0, before.length - end)}*`, `${after.slice(0, after.length - end)}*`];
  return [`*${before.slice(start)}`, `*${after.slice(start)}`];
}

function sharedLength(most: number, isShared: (at: number) => boolean): number {
  let length = 0;
  while (length < most && isShared(length)) length += 1;
  return length;
}
