import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showStep, type LogLevel } from "../../src/cli/step.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("work of less than a second is not mentioned", async () => {
  expect(await said({ level: "info", showsProgress: true, workMs: 900 })).toEqual([]);
});

test("longer work is shown on a terminal, and the line is taken away at the end", async () => {
  const notes = await said({ level: "info", showsProgress: true, workMs: 2500 });

  expect(notes).toEqual([
    "\r\u001B[2KReading, manifest.json 40 %, 1 s",
    "\r\u001B[2KReading, manifest.json 40 %, 2 s",
    "\r\u001B[2K",
  ]);
});

test("longer work is not shown where standard error is no terminal", async () => {
  expect(await said({ level: "info", showsProgress: false, workMs: 2500 })).toEqual([]);
});

test("at the level error nothing is shown", async () => {
  expect(await said({ level: "error", showsProgress: true, workMs: 2500 })).toEqual([]);
});

test("at the level debug the time is told everywhere", async () => {
  expect(await said({ level: "debug", showsProgress: false, workMs: 300 })).toEqual(["Reading: 300 ms\n"]);
});

async function said(setting: { level: LogLevel; showsProgress: boolean; workMs: number }) {
  const notes: string[] = [];
  const terminal = {
    isTerminal: false,
    color: false,
    width: 80,
    showsProgress: setting.showsProgress,
    print: async () => undefined,
    say: (text: string) => void notes.push(text),
  };
  const work = () => new Promise<void>((resolve) => setTimeout(resolve, setting.workMs));
  const progress = () => "manifest.json 40 %";
  const done = showStep({ terminal, level: setting.level, progress, now: Date.now }, "Reading", work);
  await vi.advanceTimersByTimeAsync(setting.workMs);
  await done;
  return notes;
}
