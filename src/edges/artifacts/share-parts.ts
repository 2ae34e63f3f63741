/**
 * Gives a value that was just read the parts of its counterpart in base that are equal, in place, so that equal parts
 * are held once and compare at a glance. What is equal throughout, order of keys included, becomes the counterpart.
 */
export function shareParts<T>(value: T, like: T): T {
  if (value === like) return like;
  if (Array.isArray(value) && Array.isArray(like)) return shareItems(value, like) ? like : value;
  if (isObject(value) && isObject(like)) return shareValues(value, like) ? like : value;
  return value;
}

/** Whether the lists are equal. */
function shareItems(items: unknown[], likes: readonly unknown[]): boolean {
  let isEqual = items.length === likes.length;
  for (let index = 0; index < items.length && index < likes.length; index += 1) {
    items[index] = shareParts(items[index], likes[index]);
    if (items[index] !== likes[index]) isEqual = false;
  }
  return isEqual;
}

/** Whether the objects are equal. */
function shareValues(value: Record<string, unknown>, like: Record<string, unknown>): boolean {
  const keys = Object.keys(value);
  const likes = Object.keys(like);
  let isEqual = keys.length === likes.length;
  for (const [index, key] of keys.entries()) {
    if (key !== likes[index]) isEqual = false;
    if (!Object.hasOwn(like, key)) continue;
    value[key] = shareParts(value[key], like[key]);
    if (value[key] !== like[key]) isEqual = false;
  }
  return isEqual;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
