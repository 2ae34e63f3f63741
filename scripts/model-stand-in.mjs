/**
 * Starts a stand-in for a server with language models that a person or a program answers through files.
 * `npm run model-stand-in -- --dir DIR [--port N]`: the body of each request appears as `DIR/<n>.request.json`; then
 * `DIR/<n>.answer.json`, a chat completion, or `DIR/<n>.answer.txt`, what the model says, is waited for.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";

const usage = "npm run model-stand-in -- --dir DIR [--port N]";
const { dir, port } = readOptions();
const standIn = new URL("../test/dist/model/", import.meta.url);
const { startModel } = await import(new URL("start.js", standIn).href);
const { fileAnswers } = await import(new URL("file-answers.js", standIn).href);

const answer = await fileAnswers(dir, (number, what) => console.log(`${number}: ${what}`));
const model = await startModel({ port, answer });
console.log(`
A model stands at ${model.baseUrl}. Whoever answers finds <n>.request.json in ${dir}
and writes <n>.answer.txt (what the model says: here a JSON object) or <n>.answer.json (a chat completion).

Start Headgate in another terminal with this environment:

  export OPENAI_BASE_URL=${model.baseUrl} HEADGATE_MODEL_SMALL=small HEADGATE_MODEL_LARGE=large

Stop with Ctrl+C; the files stay.
`);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void model.stop());

function readOptions() {
  try {
    const { values } = parseArgs({ options: { dir: { type: "string" }, port: { type: "string" } } });
    const number = Number(values.port ?? 0);
    if (values.dir !== undefined && Number.isInteger(number))
      return { dir: resolve(values.dir), port: number };
  } catch {
    // Said below.
  }
  console.error(`Usage: ${usage}`);
  process.exit(2);
}
