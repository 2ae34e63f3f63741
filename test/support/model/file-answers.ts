import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { says, type Answer } from "./replies.ts";
import type { Reply } from "./reply.ts";

/** What happens to a request, for whoever plays the model. */
export type Happening = (number: number, what: "asked" | "answered" | "given up") => void;

/** Milliseconds between two looks. */
const EVERY = 100;

/**
 * Lets a person or a program play the model, through files of a folder. `<n>.request.json`, the body of the request, appears by
 * rename; then `<n>.answer.json`, a chat completion, or `<n>.answer.txt`, what the model says, is waited for. Numbers go on
 * from those that are there.
 */
export async function fileAnswers(folder: string, tell: Happening): Promise<Answer> {
  await mkdir(folder, { recursive: true });
  let last = Math.max(0, ...(await readdir(folder)).map((name) => Number.parseInt(name, 10) || 0));
  return async (request, signal) => {
    last += 1;
    const number = last;
    const incoming = join(folder, `.${number}.request.json`);
    await writeFile(incoming, `${JSON.stringify(request, null, 2)}\n`);
    await rename(incoming, join(folder, `${number}.request.json`));
    tell(number, "asked");
    const reply = await waitFor(join(folder, `${number}.answer`), signal);
    tell(number, reply === null ? "given up" : "answered");
    return reply ?? { kind: "dropped" };
  };
}

/** The reply that a file holds once it is there and whole; null when nobody waits for it any more. */
async function waitFor(path: string, signal: AbortSignal): Promise<Reply | null> {
  let before: string | null = null;
  while (!signal.aborted) {
    const completion = await textOf(`${path}.json`);
    const text = completion ?? (await textOf(`${path}.txt`));
    // An editor may be writing still: what is the same in two looks is whole.
    if (text !== null && text === before) {
      return completion === null ? says(text.trim()) : { kind: "sent", status: 200, body: text };
    }
    before = text;
    await delay(EVERY, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

/** Null where there is no file, or nothing in it yet. */
async function textOf(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trim() === "" ? null : text;
}
