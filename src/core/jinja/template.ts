/** A template that was read. Plain and readonly: it may be kept and rendered any number of times. */
export interface Template {
  readonly body: readonly Statement[];
}

/** What stands in a template, in order. `line` counts from 1. */
export type Statement =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "output"; readonly value: Expr; readonly line: number }
  | { readonly type: "do"; readonly value: Expr; readonly line: number }
  | IfStatement
  | ForStatement
  | { readonly type: "set"; readonly target: Target; readonly value: Expr; readonly line: number }
  | SetBlock
  | FilterBlock
  | WithBlock
  | MacroDefinition
  | CallBlock
  | { readonly type: "break" | "continue"; readonly line: number }
  | Unsupported;

/** `{% if %}`: branches in order; `else` has no test. */
export interface IfStatement {
  readonly type: "if";
  readonly branches: readonly { readonly test: Expr; readonly body: readonly Statement[] }[];
  readonly otherwise: readonly Statement[];
  readonly line: number;
}

/** `{% for target in items if filter recursive %}`, and its `else`. */
export interface ForStatement {
  readonly type: "for";
  readonly target: Target;
  readonly items: Expr;
  readonly filter: Expr | null;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly line: number;
}

/** `{% set name %}…{% endset %}`; the text passes the filters, from the first to the last. */
export interface SetBlock {
  readonly type: "set-block";
  readonly target: Target;
  readonly filters: readonly Call[];
  readonly body: readonly Statement[];
  readonly line: number;
}

/** `{% filter name %}…{% endfilter %}`. */
export interface FilterBlock {
  readonly type: "filter-block";
  readonly filters: readonly Call[];
  readonly body: readonly Statement[];
  readonly line: number;
}

/** `{% with name = value, … %}…{% endwith %}`. */
export interface WithBlock {
  readonly type: "with";
  readonly bindings: readonly { readonly target: Target; readonly value: Expr }[];
  readonly body: readonly Statement[];
  readonly line: number;
}

/** `{% macro %}`, and dbt's `materialization`, `test`, `data_test`, `snapshot` and `docs`, under the name dbt gives them. */
export interface MacroDefinition extends Callable {
  readonly type: "macro";
  readonly name: string;
}

/** `{% call(parameters) callee(…) %}…{% endcall %}`. */
export interface CallBlock {
  readonly type: "call-block";
  readonly caller: Callable;
  readonly call: Expr;
  readonly line: number;
}

/** Parameters and body of a macro or of a call block. */
export interface Callable {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** Which of `caller`, `varargs` and `kwargs` the body names: what it does not name it does not take. */
  readonly takes: { readonly caller: boolean; readonly varargs: boolean; readonly kwargs: boolean };
  readonly line: number;
}

export interface Parameter {
  readonly name: string;
  readonly fallback: Expr | null;
}

/** A tag that is understood but refused when it is reached: `import`, `from`, `include`, `extends`. */
export interface Unsupported {
  readonly type: "unsupported";
  readonly why: string;
  readonly line: number;
}

/** What is assigned to: a name, an attribute of a namespace, or several of them. */
export type Target =
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "attribute"; readonly object: string; readonly name: string }
  | { readonly type: "unpack"; readonly targets: readonly Target[] };

/** An expression. */
export type Expr =
  | { readonly type: "literal"; readonly value: string | bigint | number | boolean | null }
  | { readonly type: "name"; readonly name: string; readonly line: number }
  | { readonly type: "list" | "tuple"; readonly items: readonly Expr[] }
  | { readonly type: "dict"; readonly entries: readonly { readonly key: Expr; readonly value: Expr }[] }
  | { readonly type: "attribute"; readonly object: Expr; readonly name: string; readonly line: number }
  | { readonly type: "item"; readonly object: Expr; readonly key: Expr; readonly line: number }
  | SliceExpr
  | CallExpr
  | { readonly type: "filter"; readonly input: Expr; readonly filter: Call }
  | { readonly type: "test"; readonly input: Expr; readonly test: Call }
  | { readonly type: "not" | "negate" | "plus"; readonly operand: Expr; readonly line: number }
  | { readonly type: "and" | "or"; readonly left: Expr; readonly right: Expr }
  | BinaryExpr
  | { readonly type: "concat"; readonly parts: readonly Expr[]; readonly line: number }
  | CompareExpr
  | {
      readonly type: "if";
      readonly test: Expr;
      readonly value: Expr;
      readonly otherwise: Expr | null;
      readonly line: number;
    };

/** `x[start:stop:step]`. */
export interface SliceExpr {
  readonly type: "slice";
  readonly object: Expr;
  readonly start: Expr | null;
  readonly stop: Expr | null;
  readonly step: Expr | null;
  readonly line: number;
}

/** `callee(arguments)`. */
export interface CallExpr extends Arguments {
  readonly type: "call";
  readonly callee: Expr;
  readonly line: number;
}

/** An arithmetic operation. */
export interface BinaryExpr {
  readonly type: "binary";
  readonly operator: ArithmeticOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly line: number;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

/** A chain of comparisons: `1 < x <= 3`. */
export interface CompareExpr {
  readonly type: "compare";
  readonly first: Expr;
  readonly rest: readonly { readonly operator: Comparison; readonly operand: Expr }[];
  readonly line: number;
}

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

/** A filter or test by name, with its arguments besides the input. */
export interface Call extends Arguments {
  readonly name: string;
  readonly line: number;
}

/** `(a, b=c, *rest, **named)`. */
export interface Arguments {
  readonly args: readonly Expr[];
  readonly kwargs: readonly { readonly name: string; readonly value: Expr }[];
  readonly rest: Expr | null;
  readonly named: Expr | null;
}
