import { Refusal } from "../refusal.ts";
import { asInteger } from "../python/convert.ts";
import { copiedItems, itemsOf } from "../python/iterate.ts";
import { is } from "../python/kinds.ts";
import { textOf } from "../python/text.ts";
import { typeName } from "../python/type-name.ts";
import { truthOf } from "../python/truth.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";
import type { Builtin } from "./builtin.ts";

/** What a call gave, positional and by name. */
export interface Passed {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
}

/** The arguments of one call of a builtin, by the names of its parameters. */
export class Given {
  /** What the filter or test is applied to, or whose method it is. */
  readonly input: Value;
  readonly run: Rendering;
  /** What was given beyond the parameters; only where the builtin takes it. */
  readonly rest: Passed;
  readonly #name: string;
  readonly #values = new Map<string, Value>();

  constructor({ name, input }: Application, rest: Passed, run: Rendering) {
    this.#name = name;
    this.input = input;
    this.rest = rest;
    this.run = run;
  }

  /** Sets one argument, once. */
  put(name: string, value: Value): void {
    if (this.#values.has(name))
      throw new Refusal(`${this.#name}() got multiple values for argument '${name}'`);
    this.#values.set(name, value);
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  value(name: string, fallback?: Value): Value {
    const given = this.#values.get(name);
    const value = given === undefined ? fallback : given;
    if (value === undefined) throw new Refusal(`${this.#name}() is missing a required argument: '${name}'`);
    return value;
  }

  /** The argument as `str()` gives it. */
  text(name: string, fallback?: string): string {
    return textOf(this.value(name, fallback), this.run);
  }

  /** An argument that Python wants to be a string. */
  string(name: string, fallback?: string): string {
    const value = this.value(name, fallback);
    if (typeof value === "string" || is(value, "unknown")) return textOf(value, this.run);
    throw new Refusal(`${this.#name}() needs a string as '${name}', not '${typeName(value)}'`);
  }

  /** An integer that counts or places; null where None was given or nothing was. */
  integer(name: string): bigint | null {
    const value = this.#values.get(name) ?? null;
    return value === null ? null : asInteger(value);
  }

  /** The same as a number, within what strings and lists may hold. */
  size(name: string, fallback: number): number {
    const size = this.integer(name);
    if (size === null) return fallback;
    const number = Number(size);
    this.run.makes(Math.abs(number));
    return number;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#values.get(name);
    return value === undefined ? fallback : truthOf(value, this.run);
  }

  items(name: string): readonly Value[] {
    return itemsOf(this.value(name), this.run);
  }

  /** The input as `str()` gives it. */
  inputText(): string {
    const text = textOf(this.input, this.run);
    this.run.makes(text.length);
    return text;
  }

  /** What the input walks through, as a new array. */
  inputItems(): Value[] {
    return copiedItems(this.input, this.run);
  }
}

/** A builtin that is applied: its name for messages, and its input. */
export interface Application {
  readonly name: string;
  readonly builtin: Builtin;
  readonly input: Value;
}

/** The arguments by the names of a builtin's parameters. Refuses what does not fit. */
export function bind(application: Application, { args, kwargs }: Passed, run: Rendering): Given {
  const { names, rest: open } = application.builtin;
  const rest: { readonly args: Value[]; readonly kwargs: Map<string, Value> } = {
    args: [],
    kwargs: new Map(),
  };
  const given = new Given(application, rest, run);
  for (const [at, value] of args.entries()) {
    const name = names[at];
    if (name !== undefined) given.put(name, value);
    else if (open) rest.args.push(value);
    else
      throw new Refusal(
        `${application.name}() takes at most ${names.length} arguments (${args.length} given)`,
      );
  }
  for (const [name, value] of kwargs) {
    if (names.includes(name)) given.put(name, value);
    else if (open) rest.kwargs.set(name, value);
    else throw new Refusal(`${application.name}() got an unexpected keyword argument '${name}'`);
  }
  return given;
}
