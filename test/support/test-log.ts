import type { Log, LogFields } from "../../src/ports.ts";

/** A log that keeps its lines. */
export interface TestLog extends Log {
  readonly lines: { readonly level: string; readonly fields: LogFields; readonly message: string }[];
}

export function testLog(): TestLog {
  const lines: TestLog["lines"] = [];
  const at = (level: string) => (fields: LogFields, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}
