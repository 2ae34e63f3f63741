import type { Terminal } from "./terminal.ts";

/** How much is said on standard error while working. */
export const logLevels = ["error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

const TICK_MS = 1000;
const CLEAR_LINE = "\r\u001B[2K";

interface StepSetting {
  readonly terminal: Terminal;
  readonly level: LogLevel;
  /** What is going on in detail, or an empty text. */
  readonly progress: () => string;
  readonly now: () => number;
}

/**
 * Does a piece of work and tells about it on standard error: at `debug` always, with the time it took;
 * at `info` only on a terminal and only after a second, on one line that is taken away at the end; else not at all.
 */
export async function showStep<T>(
  { terminal, level, progress, now }: StepSetting,
  title: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = now();
  const ticks = level === "info" && terminal.showsProgress;
  const tick = () => {
    const parts = [title, progress(), `${Math.round((now() - started) / 1000)} s`];
    terminal.say(`${CLEAR_LINE}${parts.filter((part) => part !== "").join(", ")}`);
  };
  const timer = ticks ? setInterval(tick, TICK_MS) : undefined;
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (ticks && now() - started >= TICK_MS) terminal.say(CLEAR_LINE);
    if (level === "debug") terminal.say(`${title}: ${now() - started} ms\n`);
  }
}
