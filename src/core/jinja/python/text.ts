import type { Rendering } from "../run/rendering.ts";
import type { Dict } from "../dict.ts";
import type {
  IteratorValue,
  NamespaceValue,
  RangeValue,
  SetValue,
  TupleValue,
  TypedValue,
  Value,
} from "../values.ts";
import { floatText } from "./float-text.ts";
import { is } from "./kinds.ts";
import { stringRepr } from "./string-repr.ts";

/** What `{{ value }}` prints: Python's `str(value)`. */
export function textOf(value: Value, run: Rendering): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return value.toString();
  if (is(value, "host")) return made(value.text(), run);
  if (is(value, "undefined")) return "";
  return reprOf(value, run);
}

/** What is printed inside of a list: Python's `repr(value)`. */
export function reprOf(value: Value, run: Rendering): string {
  if (value === null) return "None";
  if (typeof value === "string") return made(stringRepr(value), run);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return value.toString();
  return typeof value === "number" ? floatText(value) : typedRepr(value, run);
}

function typedRepr(value: TypedValue, run: Rendering): string {
  switch (value.type) {
    case "list":
      return listed(value.items, ["[", "]"], run);
    case "tuple":
      return tupleRepr(value, run);
    case "dict":
      return dictRepr(value, run);
    case "set":
      return setRepr(value, run);
    case "range":
      return rangeRepr(value);
    case "namespace":
      return namespaceRepr(value, run);
    case "iterator":
      return iteratorRepr(value, run);
    case "macro":
      return `<Macro ${stringRepr(value.name)}>`;
    case "function":
      return `<function ${value.name}>`;
    case "host":
      return made((value.repr ?? value.text)(), run);
    case "undefined":
      return "Undefined";
    case "unknown":
      run.taint(value, "printed");
      return made(value.text, run);
  }
}

function listed(items: readonly Value[], [open, close]: readonly [string, string], run: Rendering): string {
  run.enter();
  const parts: string[] = [];
  for (const item of items) {
    run.spend(1);
    parts.push(reprOf(item, run));
  }
  run.leave();
  return made(`${open}${parts.join(", ")}${close}`, run);
}

function tupleRepr({ items }: TupleValue, run: Rendering): string {
  return listed(items, items.length === 1 ? ["(", ",)"] : ["(", ")"], run);
}

function dictRepr(dict: Dict, run: Rendering): string {
  run.enter();
  const parts = dict.entries().map(([key, value]) => {
    run.spend(1);
    return `${reprOf(key, run)}: ${reprOf(value, run)}`;
  });
  run.leave();
  return made(`{${parts.join(", ")}}`, run);
}

function setRepr({ members }: SetValue, run: Rendering): string {
  return members.size === 0 ? "set()" : listed(members.keys(), ["{", "}"], run);
}

function rangeRepr({ start, stop, step }: RangeValue): string {
  return `range(${start}, ${stop}${step === 1n ? "" : `, ${step}`})`;
}

function namespaceRepr({ attributes }: NamespaceValue, run: Rendering): string {
  run.enter();
  const parts = [...attributes].map(([name, value]) => `${stringRepr(name)}: ${reprOf(value, run)}`);
  run.leave();
  return made(`<Namespace {${parts.join(", ")}}>`, run);
}

function iteratorRepr({ of, items }: IteratorValue, run: Rendering): string {
  return of === "generator" ? "<generator object>" : listed(items, [`${of}([`, "])"], run);
}

function made(text: string, run: Rendering): string {
  run.makes(text.length);
  return text;
}
