import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileAnswers } from "./file-answers.ts";
import { startModel, type ModelServer } from "./start.ts";

let folder = "";
let server: ModelServer;
let happened: string[] = [];
let onHappening: (number: number, what: string) => void = () => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-model-"));
  server = await started();
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function started(): Promise<ModelServer> {
  happened = [];
  const answer = await fileAnswers(folder, (number, what) => {
    happened.push(`${number} ${what}`);
    onHappening(number, what);
  });
  return startModel({ answer });
}

const question = { model: "small", messages: [{ role: "user", content: "What is open?" }] };

function ask(signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.baseUrl}/chat/completions`, {
    method: "POST",
    body: JSON.stringify(question),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Plays the model: answers each request with this file as soon as it is there. */
function play(name: (number: number) => string, text: string): void {
  onHappening = (number, what) => {
    if (what !== "asked") return;
    void writeFile(join(folder, "incoming"), text).then(() =>
      rename(join(folder, "incoming"), join(folder, name(number))),
    );
  };
}

test("the request stands in a file, and the text of another file is what the model says", async () => {
  play((number) => `${number}.answer.txt`, '{"lead": "One finding is open."}\n');

  const body: unknown = await (await ask()).json();

  expect(body).toMatchObject({
    choices: [{ finish_reason: "stop", message: { content: '{"lead": "One finding is open."}' } }],
  });
  expect(JSON.parse(await readFile(join(folder, "1.request.json"), "utf8"))).toEqual(question);
  expect(happened).toEqual(["1 asked", "1 answered"]);
});

test("a chat completion in a file is the answer as it is", async () => {
  const completion = { choices: [{ finish_reason: "length", message: { content: "One fin" } }] };
  play((number) => `${number}.answer.json`, JSON.stringify(completion));

  expect(await (await ask()).json()).toEqual(completion);
});

test("numbers go on after a restart", async () => {
  play((number) => `${number}.answer.txt`, "{}");
  await (await ask()).text();
  await server.stop();
  server = await started();

  await (await ask()).text();

  expect((await readdir(folder)).toSorted()).toEqual([
    "1.answer.txt",
    "1.request.json",
    "2.answer.txt",
    "2.request.json",
  ]);
});

test("who hangs up is not waited for", async () => {
  const hangUp = new AbortController();
  const given = new Promise<void>((resolve) => {
    onHappening = (_, what) => {
      if (what === "asked") hangUp.abort();
      else resolve();
    };
  });

  await expect(ask(hangUp.signal)).rejects.toThrow("aborted");
  await given;

  expect(happened).toEqual(["1 asked", "1 given up"]);
});
