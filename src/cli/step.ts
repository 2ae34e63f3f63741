import type { Terminal } from "./terminal.ts";

/** How much is said on standard error while working. */
export const logLevels = ["error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

const TICK_MS = 1000;

/**
 * Does a piece of work and tells about it on standard error: at `debug` always, with the time it took;
 * at `info` only on a terminal and only after a second, on one line that is taken away at the end; else not at all.
 */
export async function showStep<T>(
  { terminal, level, now }: { terminal: Terminal; level: LogLevel; now: () => number },
  title: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = now();
  const seconds = () => Math.round((now() - started) / 1000);
  const ticks = level === "info" && terminal.showsProgress;
  const timer = ticks ? setInterval(() => terminal.say(`\r${title} (${seconds()} s)`), TICK_MS) : undefined;
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (ticks && now() - started >= TICK_MS) terminal.say("\r\u001B[2K");
    if (level === "debug") terminal.say(`${title}: ${now() - started} ms\n`);
  }
}
