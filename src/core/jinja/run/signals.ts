import type { UnknownValue, Value } from "../values.ts";

/** `return()`: ends the macro of the manifest that runs, with a value. */
export class MacroReturn extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super("return() outside of a macro");
    this.value = value;
  }
}

/** A builtin needs what is unknown: its call gives what is unknown again. */
export class UnknownOperand extends Error {
  readonly operand: UnknownValue;

  constructor(operand: UnknownValue) {
    super("an operand is unknown");
    this.operand = operand;
  }
}
