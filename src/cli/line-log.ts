import { plainText } from "../render/escape.ts";
import type { Log, LogFields } from "../ports.ts";
import type { Terminal } from "./terminal.ts";

/** A log of lines on standard error: the message, then the values. */
export function lineLog({ say }: Terminal): Log {
  const line = (level: string) => (fields: LogFields, message: string) => {
    const values = Object.entries(fields).map(([key, value]) => `${key}=${String(value)}`);
    say(`${plainText([level, message, ...values].join(" "))}\n`);
  };
  return { info: line("info"), warn: line("warn"), error: line("error") };
}
