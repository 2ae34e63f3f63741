import type { HostObject, Value } from "../../values.ts";
import { method, unknown, type Call } from "../call.ts";
import { formatTime, parseTime, partsOf, timeOf } from "./time-format.ts";

/**
 * `datetime` of Python as far as templates of SQL use it. Nobody's clock is read: now is the start of 1970, and a text that
 * holds it is read as one of the run (`source-text.ts`). Calculations with times are unknown.
 */
export const timeModule: HostObject = {
  type: "host",
  className: "module datetime",
  text: () => "<module 'datetime'>",
  attribute: (name) => {
    if (name === "datetime" || name === "date") return timeClass(name === "date");
    if (name === "timezone") return timeZones;
    return method(name, () => unknown(`datetime.${name}`));
  },
};

/** `run_started_at`. */
export function runStart(): Value {
  return timeValue(0, false);
}

const timeZones: HostObject = {
  type: "host",
  className: "timezone",
  text: () => "UTC",
  attribute: () => "UTC",
};

function timeClass(isDate: boolean): HostObject {
  const now = (): Value => timeValue(0, isDate);
  const methods: Readonly<Record<string, (call: Call) => Value>> = {
    now,
    today: now,
    utcnow: now,
    strptime: ({ site, text }) => {
      const time = parseTime(text(0, "date_string") ?? "", text(1, "format") ?? "");
      return time === null ? site.refuse("strptime was given a time of another format.") : timeValue(time, false);
    },
    fromisoformat: ({ site, text }) => {
      const time = parseTime((text(0, "date_string") ?? "").slice(0, 10), "%Y-%m-%d");
      return time === null ? site.refuse("fromisoformat was given no date.") : timeValue(time, isDate);
    },
  };
  return {
    type: "host",
    className: isDate ? "date" : "datetime",
    text: () => (isDate ? "<class 'datetime.date'>" : "<class 'datetime.datetime'>"),
    attribute: (name) => {
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return method(name, body ?? (() => unknown(`datetime.${name}`)));
    },
    call: (args, _kwargs, site) => timeValue(timeOf(args.map((arg) => Number(site.text(arg)))), isDate),
  };
}

/** A moment, in milliseconds since 1970. */
function timeValue(time: number, isDate: boolean): HostObject {
  const written = (separator: string): string =>
    formatTime(time, isDate ? "%Y-%m-%d" : `%Y-%m-%d${separator}%H:%M:%S`);
  const same = (): Value => timeValue(time, isDate);
  const methods: Readonly<Record<string, (call: Call) => Value>> = {
    strftime: ({ text }) => formatTime(time, text(0, "format") ?? ""),
    isoformat: () => written("T"),
    date: () => timeValue(time, true),
    astimezone: same,
    replace: (call) => (call.kwargs.size === 1 && call.kwargs.has("tzinfo") ? same() : unknown("datetime.replace")),
    timestamp: () => time / 1000,
  };
  const parts = partsOf(time);
  return {
    type: "host",
    className: isDate ? "date" : "datetime",
    key: String(time),
    text: () => written(" "),
    truth: () => true,
    attribute: (name) => {
      if (Object.hasOwn(parts, name)) return BigInt(parts[name] ?? 0);
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return method(name, body ?? (() => unknown(`datetime.${name}`)));
    },
  };
}
