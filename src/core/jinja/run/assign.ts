import { itemsOf } from "../python/iterate.ts";
import { is } from "../python/kinds.ts";
import { Refusal } from "../refusal.ts";
import type { Target } from "../template.ts";
import type { Value } from "../values.ts";
import type { Frame } from "./engine.ts";

/** Sets a name, an attribute of a namespace, or several targets from what the value walks through. */
export function assign(target: Target, value: Value, frame: Frame): void {
  if (target.type === "name") frame.scope.set(target.name, value);
  else if (target.type === "unpack") unpack(target.targets, value, frame);
  else {
    const object = frame.scope.get(target.object);
    if (object === undefined || !is(object, "namespace")) {
      throw new Refusal(`cannot assign attribute on non-namespace object '${target.object}'`);
    }
    object.attributes.set(target.name, value);
  }
}

function unpack(targets: readonly Target[], value: Value, frame: Frame): void {
  if (is(value, "unknown")) {
    frame.run.taint(value, "called");
    for (const target of targets) assign(target, value, frame);
    return;
  }
  const items = itemsOf(value, frame.run);
  if (items.length > targets.length)
    throw new Refusal(`too many values to unpack (expected ${targets.length})`);
  for (const [at, target] of targets.entries()) {
    const item = items[at];
    if (item === undefined) {
      throw new Refusal(`not enough values to unpack (expected ${targets.length}, got ${items.length})`);
    }
    assign(target, item, frame);
  }
}
