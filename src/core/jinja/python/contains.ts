import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import type { IteratorValue, Value } from "../values.ts";
import { equals } from "./equal.ts";
import { itemsOf } from "./iterate.ts";
import { is, isTyped } from "./kinds.ts";
import { typeName } from "./type-name.ts";

/** Python's `item in container`. */
export function contains(container: Value, item: Value, run: Rendering): boolean {
  if (is(item, "unknown")) {
    run.taint(item, "tested");
    return false;
  }
  if (typeof container === "string") return containsText(container, item, run);
  if (isTyped(container)) {
    if (container.type === "dict") return container.has(item);
    if (container.type === "set") return container.members.has(item);
    if (container.type === "iterator" && container.of === "generator") return foundBy(container, item, run);
    return itemsOf(container, run).some((other) => equals(other, item, run));
  }
  throw new Refusal(`argument of type '${typeName(container)}' is not iterable`);
}

/** Python reads a generator until it finds the item, and no further. */
function foundBy(generator: IteratorValue, item: Value, run: Rendering): boolean {
  const at = generator.items.findIndex((other) => equals(other, item, run));
  run.spend(at === -1 ? generator.items.length : at);
  generator.items.splice(0, at === -1 ? generator.items.length : at + 1);
  return at !== -1;
}

function containsText(container: string, item: Value, run: Rendering): boolean {
  if (typeof item !== "string") {
    throw new Refusal(`'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  run.spend(container.length / 16);
  return container.includes(item);
}
