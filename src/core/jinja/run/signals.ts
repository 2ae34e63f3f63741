import type { UnknownValue, Value } from "../values.ts";

/**
 * `return()`: ends the macro of the manifest that runs, with a value. No `Error`: macros return at every turn, and
 * noting the stack each time costs more than the macro.
 */
export class MacroReturn {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

/** A builtin needs what is unknown: its call gives what is unknown again. */
export class UnknownOperand {
  readonly operand: UnknownValue;

  constructor(operand: UnknownValue) {
    this.operand = operand;
  }
}
