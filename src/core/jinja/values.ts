import type { CallSite } from "./host.ts";
import type { Dict } from "./dict.ts";
import type { Scope } from "./scope.ts";
import type { ArithmeticOperator, Callable } from "./template.ts";

/**
 * A value in a template, with Python's types: None is `null`, bool a boolean, str a string, **int a bigint**
 * and **float a number** (`1n` prints `1`, `1` prints `1.0`). Everything else carries its `type`. No value is
 * ever looked into as a JavaScript object: what a template can reach of it is listed type by type.
 */
export type Value = null | boolean | string | bigint | number | TypedValue;

/** The values that are not JavaScript's own. */
export type TypedValue =
  | ListValue
  | TupleValue
  | Dict
  | SetValue
  | RangeValue
  | IteratorValue
  | NamespaceValue
  | MacroValue
  | FunctionValue
  | HostObject
  | UndefinedValue
  | UnknownValue;

/** A list. Templates change it in place. */
export interface ListValue {
  readonly type: "list";
  readonly items: Value[];
}

/** A tuple. */
export interface TupleValue {
  readonly type: "tuple";
  readonly items: readonly Value[];
}

/** A set; its order is that of insertion. The keys of the dict are its members. */
export interface SetValue {
  readonly type: "set";
  readonly members: Dict;
}

/** What `range()` gives; it holds no items. */
export interface RangeValue {
  readonly type: "range";
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}

/**
 * What Python walks through but cannot index: a generator of a filter (`generator`, read once), or a view of a
 * dict (`dict_items` and its like, which has a length).
 */
export interface IteratorValue {
  readonly type: "iterator";
  readonly of: "generator" | "dict_items" | "dict_keys" | "dict_values";
  /** What is still to be read. Reading a generator empties it. */
  readonly items: Value[];
}

/** What `namespace()` gives: its attributes may be set from an inner scope. */
export interface NamespaceValue {
  readonly type: "namespace";
  readonly attributes: Map<string, Value>;
}

/** A name or attribute that is not there: prints nothing, is false, iterates as empty; any other use is refused. */
export interface UndefinedValue {
  readonly type: "undefined";
  /** What is missing, as Jinja says it: `'foo' is undefined`. */
  readonly why: string;
}

/**
 * What nobody can know without a warehouse or settings: it prints as `text`, is false, iterates as empty; an
 * attribute or item of it, what it returns when called, and what is computed from it are unknown again.
 * Each use is noted as a {@link Taint} of the rendering, once for each reason.
 */
export interface UnknownValue {
  readonly type: "unknown";
  /** What stands in the rendered text, for example `__unknown_var_start_date__`. */
  readonly text: string;
  /** Why it is not known, for example `var start_date`; at least one. */
  readonly reasons: readonly string[];
}

/** A macro: of the template itself, of a manifest (parsed when it is first called), or the body of a call block. */
export interface MacroValue {
  readonly type: "macro";
  readonly name: string;
  /** Its parameters and body. Refuses when its text cannot be parsed. */
  readonly callable: () => Callable;
  /** The names around it; null for a macro of a manifest, which sees those of the host only. */
  readonly scope: Scope | null;
  /** The macro in whose text its lines count; null: the template itself. */
  readonly home: string | null;
  /** Whether `return()` ends it: so for every macro; in a call block it ends the macro that called it. */
  readonly returns: boolean;
}

/** A function that is not written in Jinja. */
export interface FunctionValue {
  readonly type: "function";
  readonly name: string;
  readonly call: HostCall;
}

/**
 * What a call does: positional values, named values, and the place of the call, through which it may call back,
 * taint, or refuse. It must not throw anything itself.
 */
export type HostCall = (args: readonly Value[], kwargs: ReadonlyMap<string, Value>, site: CallSite) => Value;

/**
 * An object of the host with attributes and a string form: a relation, a column, the adapter, a table of a query
 * result, a date. A template reaches what these functions give, and nothing else of it. All but the first three
 * may be left out.
 */
export interface HostObject {
  readonly type: "host";
  /** Its class as messages name it, for example `BaseRelation`. */
  readonly className: string;
  /** The attribute of a name, or undefined where it has none. A method is an attribute that holds a function. */
  readonly attribute: (name: string) => Value | undefined;
  /** What is printed. */
  readonly text: () => string;
  /** What is printed inside of a list; left out: the same. */
  readonly repr?: () => string;
  /** What `x[key]` gives; attributes are tried after it. */
  readonly item?: (key: Value) => Value | undefined;
  /** What it walks through. Left out: it is not iterable. */
  readonly iterate?: () => readonly Value[];
  /** Whether it passes `is mapping`; then `iterate` gives its keys. */
  readonly mapping?: boolean;
  /** Whether it counts as true; left out: unless it iterates over nothing. */
  readonly truth?: () => boolean;
  /** What a call of the object itself does. */
  readonly call?: HostCall;
  /** Objects of the same class and key are equal; left out: only the object itself is. */
  readonly key?: string;
  /** Below, at or above 0 as it stands before, at or after another value; undefined: the two have no order. */
  readonly compare?: (other: Value) => number | undefined;
  /** What `+`, `-` and the like give; undefined: not supported. `side` is where the object stands. */
  readonly operate?: (
    operator: ArithmeticOperator,
    other: Value,
    side: "left" | "right",
  ) => Value | undefined;
}

/** A list of these items; the array becomes the list's own. */
export function listOf(items: Value[]): ListValue {
  return { type: "list", items };
}

/** A tuple of these items. */
export function tupleOf(items: readonly Value[]): TupleValue {
  return { type: "tuple", items };
}

/** A function that is not written in Jinja. */
export function functionOf(name: string, call: HostCall): FunctionValue {
  return { type: "function", name, call };
}

/** A marker for what cannot be known; `text` is what it prints. */
export function unknownOf(text: string, reason: string, ...more: readonly string[]): UnknownValue {
  return { type: "unknown", text, reasons: [reason, ...more] };
}
