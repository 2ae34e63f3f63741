/**
 * Starts a stand-in for a server with language models.
 * `npm run model-stand-in -- --dir DIR [--port N]`: a person or a program plays the model through files. The body of each request
 * appears as `DIR/<n>.request.json`; then `DIR/<n>.answer.json`, a chat completion, or `DIR/<n>.answer.txt`, what the model says,
 * is waited for. `npm run model-stand-in -- --plays honest [--port N]`: a model of `test/support/model/personas.ts`.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";

const standIn = new URL("../test/dist/model/", import.meta.url);
const { startModel } = await import(new URL("start.js", standIn).href);
const { fileAnswers } = await import(new URL("file-answers.js", standIn).href);
const { personas } = await import(new URL("personas.js", standIn).href);

const { dir, plays, port } = readOptions();
const model = await startModel({ port, answer: await answerer() });
const player =
  plays === undefined
    ? `Whoever answers finds <n>.request.json in ${dir}
and writes <n>.answer.txt (what the model says: mostly a JSON object) or <n>.answer.json (a chat completion).`
    : `It is a model that "${String(plays)}".`;
console.log(`
A model stands at ${model.baseUrl}. ${player}

Start Headgate in another terminal with this environment:

  export OPENAI_BASE_URL=${model.baseUrl} HEADGATE_MODEL_SMALL=small HEADGATE_MODEL_LARGE=large

Stop with Ctrl+C; files stay.
`);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void model.stop());

function answerer() {
  if (plays !== undefined) return personas[plays];
  return fileAnswers(dir, (number, what) => console.log(`${number}: ${what}`));
}

function readOptions() {
  const text = { type: "string" };
  try {
    const { values } = parseArgs({ options: { dir: text, plays: text, port: text } });
    const number = Number(values.port ?? 0);
    const isOne = (values.dir === undefined) !== (values.plays === undefined);
    if (isOne && Number.isInteger(number) && Object.hasOwn(personas, values.plays ?? "honest"))
      return { plays: values.plays, dir: values.dir && resolve(values.dir), port: number };
  } catch {
    // Said below.
  }
  console.error(`Usage: npm run model-stand-in -- (--dir DIR | --plays NAME) [--port N]
Names: ${Object.keys(personas).join(", ")}`);
  process.exit(2);
}
