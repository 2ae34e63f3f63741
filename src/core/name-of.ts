/**
 * The short name in a `unique_id`: `model.shop.orders` is `orders`, `model.shop.orders.v2` is `orders.v2`,
 * `source.shop.raw.orders` is `raw.orders`; the hash at the end of a test's id is left out.
 */
export function nameOf(uniqueId: string): string {
  const parts = uniqueId.split(".");
  if (parts.length < 3) return uniqueId;
  const isHashed = parts[0] === "test" && parts.length > 3 && /^[\da-f]{10}$/u.test(parts.at(-1) ?? "");
  return parts.slice(2, isHashed ? -1 : undefined).join(".");
}
