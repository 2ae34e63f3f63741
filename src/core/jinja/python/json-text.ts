import { Refusal } from "../refusal.ts";
import type { Dict } from "../dict.ts";
import type { Rendering } from "../run/rendering.ts";
import type { TypedValue, Value } from "../values.ts";
import { floatText } from "./float-text.ts";
import { textOf } from "./text.ts";
import { typeName } from "./type-name.ts";

/** How JSON is printed; as Python's `json.dumps` does it. */
export interface JsonStyle {
  readonly sortKeys: boolean;
  /** Spaces for each level; null: on one line. */
  readonly indent: number | null;
}

/** A value as JSON, with everything but ASCII escaped. What is unknown stands as the string that it prints. */
export function jsonText(value: Value, style: JsonStyle, run: Rendering): string {
  const text = new JsonWriter(style, run).write(value, 0);
  run.makes(text.length);
  return text;
}

class JsonWriter {
  readonly #style: JsonStyle;
  readonly #run: Rendering;

  constructor(style: JsonStyle, run: Rendering) {
    this.#style = style;
    this.#run = run;
  }

  write(value: Value, level: number): string {
    this.#run.spend(1);
    if (value === null) return "null";
    if (typeof value === "string") return this.#quoted(value);
    if (typeof value === "boolean" || typeof value === "bigint") return String(value);
    return typeof value === "number" ? jsonFloat(value) : this.#typed(value, level);
  }

  #typed(value: TypedValue, level: number): string {
    if (value.type === "list" || value.type === "tuple") {
      return this.#nested(
        ["[", "]"],
        value.items.map((item) => () => this.write(item, level + 1)),
        level,
      );
    }
    if (value.type === "dict") return this.#dict(value, level);
    if (value.type === "unknown") return this.#quoted(textOf(value, this.#run));
    throw new Refusal(`Object of type ${typeName(value)} is not JSON serializable`);
  }

  #dict(dict: Dict, level: number): string {
    const entries = dict.entries().map(([key, value]) => [this.#key(key), value] as const);
    if (this.#style.sortKeys) entries.sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
    const parts = entries.map(
      ([key, value]) =>
        (): string =>
          `${this.#quoted(key)}: ${this.write(value, level + 1)}`,
    );
    return this.#nested(["{", "}"], parts, level);
  }

  #key(key: Value): string {
    if (typeof key === "string") return key;
    if (key === null || typeof key !== "object") return this.write(key, 0);
    throw new Refusal(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
  }

  #nested([open, close]: readonly [string, string], parts: readonly (() => string)[], level: number): string {
    if (parts.length === 0) return open + close;
    this.#run.enter();
    const written = parts.map((part) => part());
    this.#run.leave();
    const { indent } = this.#style;
    if (indent === null) return `${open}${written.join(", ")}${close}`;
    this.#run.makes((indent * (level + 1) + 2) * (written.length + 1));
    const [inner, outer] = [`\n${" ".repeat(indent * (level + 1))}`, `\n${" ".repeat(indent * level)}`];
    return `${open}${inner}${written.join(`,${inner}`)}${outer}${close}`;
  }

  #quoted(text: string): string {
    this.#run.makes(text.length);
    return JSON.stringify(text).replaceAll(
      /[\u007f-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? floatText(value) : value > 0 ? "Infinity" : "-Infinity";
}
