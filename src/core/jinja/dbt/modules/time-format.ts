/** The parts of a moment in UTC, as Python names them. */
export function partsOf(time: number): Readonly<Record<string, number>> {
  // oxlint-disable-next-line no-restricted-globals -- it takes a moment apart, and asks no clock
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** The moment of a year, month, day, hour, minute and second. */
export function timeOf(parts: readonly number[]): number {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  // oxlint-disable-next-line no-restricted-globals -- it puts a moment together, and asks no clock
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isFinite(time) ? time : 0;
}

const NAMES: Readonly<Record<string, { readonly part: string; readonly width: number }>> = {
  Y: { part: "year", width: 4 },
  m: { part: "month", width: 2 },
  d: { part: "day", width: 2 },
  H: { part: "hour", width: 2 },
  M: { part: "minute", width: 2 },
  S: { part: "second", width: 2 },
};

/** The text of a moment in a format of `strftime`; what is not known of it stays as written. */
export function formatTime(time: number, format: string): string {
  const parts = partsOf(time);
  const whole = format.replaceAll("%F", "%Y-%m-%d").replaceAll("%T", "%H:%M:%S");
  return whole.replaceAll(/%([a-zA-Z%])/gu, (written, letter: string) => {
    const name = Object.hasOwn(NAMES, letter) ? NAMES[letter] : undefined;
    if (name !== undefined) return String(parts[name.part] ?? 0).padStart(name.width, "0");
    if (letter === "f") return "000000";
    return letter === "%" ? "%" : written;
  });
}

/** The moment that a text says in a format of `strptime`; null where it says none. */
export function parseTime(text: string, format: string): number | null {
  const order: string[] = [];
  const escaped = format.replaceAll(/[\\^$*+?.()|[\]{}/]/gu, String.raw`\$&`);
  const pattern = escaped.replaceAll(/%([a-zA-Z])/gu, (written, letter: string) => {
    const name = Object.hasOwn(NAMES, letter) ? NAMES[letter] : undefined;
    if (name === undefined) return letter === "f" ? String.raw`\d{1,6}` : written;
    order.push(name.part);
    return String.raw`(\d{1,${name.width}})`;
  });
  const found = new RegExp(`^${pattern}$`, "u").exec(text);
  if (found === null) return null;
  const value = (part: string): number | undefined => {
    const at = order.indexOf(part);
    return at === -1 ? undefined : Number(found[at + 1]);
  };
  const [year = 1900, ...rest] = ["year", "month", "day", "hour", "minute", "second"].map(value);
  return timeOf([year, ...rest.map((part, index) => part ?? (index < 2 ? 1 : 0))]);
}
