// `npm run eval`: has the reviews of `fixtures/llm/` worded and prints, case by case, how good the words are. Asks the
// models that the environment names (`OPENAI_BASE_URL`, `OPENAI_API_KEY`, `HEADGATE_MODEL_…`); where it names none, answers
// that were recorded are played. Ends within five minutes; exit code 1 when a target is missed.
import { memoryLedger, openModels } from "../build/models.js";
import { readCases } from "./eval/cases.mjs";
import { draftCase } from "./eval/draft-case.mjs";
import { printSummary, printTable } from "./eval/print.mjs";
import { scoreOf } from "./eval/score.mjs";

const MOST_MS = 280_000;
/** Cases that are asked about at once. */
const AT_ONCE = 3;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const models = openModels(process.env, { ledger: memoryLedger(), folder: null, log: silent });
const deadline = Date.now() + MOST_MS;

const waiting = await readCases(new URL("../fixtures/llm/", import.meta.url));
const rows = [];
await Promise.all(Array.from({ length: AT_ONCE }, work));
rows.sort((left, right) => left.name.localeCompare(right.name));
printTable(rows);
process.exitCode = printSummary(rows, models === null ? "recorded answers" : "the models of the environment")
  ? 0
  : 1;

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    rows.push(scoreOf(next, await draftCase(next, models, deadline)));
  }
}
