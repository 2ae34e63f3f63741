import type { HostObject, Value } from "../../values.ts";
import { method, unknown, type Call } from "../call.ts";
import { formatTime, parseTime, partsOf, timeOf } from "./time-format.ts";

/**
 * `datetime` of Python as far as templates of SQL use it. Nobody's clock is read: now is the start of 1970, and a text that
 * holds it is read as one of the run (`source-text.ts`).
 */
export const timeModule: HostObject = {
  type: "host",
  className: "module datetime",
  text: () => "<module 'datetime'>",
  attribute: (name) => {
    if (name === "datetime" || name === "date") return timeClass(name === "date");
    if (name === "timezone") return timeZones;
    if (name === "timedelta")
      return method(name, ({ args, kwargs, site }) => spanValue(spanOf(args, kwargs, site)));
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
      return time === null
        ? site.refuse("strptime was given a time of another format.")
        : timeValue(time, false);
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
    replace: (call) =>
      call.kwargs.size === 1 && call.kwargs.has("tzinfo") ? same() : unknown("datetime.replace"),
    timestamp: () => time / 1000,
  };
  const parts = partsOf(time);
  const value: HostObject = {
    type: "host",
    className: isDate ? "date" : "datetime",
    key: String(time),
    compare: (other) => (isHost(other) ? differenceOf(time, moments.get(other)) : undefined),
    operate: (operator, other, side) => {
      if (!isHost(other)) return undefined;
      const [span, moment] = [spans.get(other), moments.get(other)];
      if (operator === "+" && span !== undefined) return timeValue(time + span, isDate);
      if (operator !== "-" || side !== "left") return undefined;
      if (span !== undefined) return timeValue(time - span, isDate);
      return moment === undefined ? undefined : spanValue(time - moment);
    },
    text: () => written(" "),
    truth: () => true,
    attribute: (name) => {
      if (Object.hasOwn(parts, name)) return BigInt(parts[name] ?? 0);
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return method(name, body ?? (() => unknown(`datetime.${name}`)));
    },
  };
  moments.set(value, time);
  return value;
}

/** The moments and spans behind values of templates, in milliseconds. */
const moments = new WeakMap<object, number>();
const spans = new WeakMap<object, number>();

function isHost(value: Value): value is HostObject {
  return typeof value === "object" && value?.type === "host";
}

function differenceOf(left: number, right: number | undefined): number | undefined {
  return right === undefined ? undefined : left - right;
}

const DAY = 86_400_000;

/** The keywords of `timedelta`, in their order. */
const UNITS = [
  ["days", DAY],
  ["seconds", 1000],
  ["microseconds", 0.001],
  ["milliseconds", 1],
  ["minutes", 60_000],
  ["hours", 3_600_000],
  ["weeks", 7 * DAY],
] as const;

function spanOf(args: Call["args"], kwargs: Call["kwargs"], site: Call["site"]): number {
  return UNITS.reduce((sum, [name, length], index) => {
    const value = kwargs.get(name) ?? args[index];
    const count = value === undefined ? 0 : Number(site.text(value));
    return sum + (Number.isFinite(count) ? count * length : 0);
  }, 0);
}

/** A span of time, in milliseconds. */
function spanValue(span: number): HostObject {
  const days = Math.floor(span / DAY);
  const value: HostObject = {
    type: "host",
    className: "timedelta",
    key: String(span),
    text: () => `${days} days, 0:00:00`,
    compare: (other) => (isHost(other) ? differenceOf(span, spans.get(other)) : undefined),
    operate: (operator, other) => {
      const moment = isHost(other) ? moments.get(other) : undefined;
      return operator === "+" && moment !== undefined ? timeValue(moment + span, false) : undefined;
    },
    attribute: (name) => {
      if (name === "days") return BigInt(days);
      if (name === "seconds") return BigInt(Math.floor((span - days * DAY) / 1000));
      return name === "total_seconds" ? method(name, () => span / 1000) : undefined;
    },
  };
  spans.set(value, span);
  return value;
}
