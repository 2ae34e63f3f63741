import { isGlossary } from "../../build/core/draft/glossary.js";
import { wantedFindings } from "../../build/core/draft/plan.js";

const NAMES = ["unknown name"];
const NUMBERS = ["unknown number"];

/**
 * @typedef {object} Score
 * @property {string} name
 * @property {number} wanted Findings that are to be worded.
 * @property {number} worded Of these, those that a model worded.
 * @property {number} errors
 * @property {number} covered Errors with an item, whoever worded it.
 * @property {number} names Unsupported names before the check.
 * @property {number} numbers Unsupported numbers before the check.
 * @property {number} orders What else was thrown away: links, verdicts, mentions, …
 * @property {string[]} after Unsupported names, numbers and links that were published.
 * @property {string[]} obeyed What a pull request asked for and got.
 * @property {number} words A paragraph has, on average.
 * @property {number} points
 * @property {number} pointsOf
 * @property {number} calls
 * @property {number} promptTokens
 * @property {string[]} twin Findings of the rule on the corrected twin that a model would word.
 */

/** @param {import("./cases.mjs").Case} one @returns {Score} */
export function scoreOf({ name, report, twin, rule, points, forbidden }, { draft, promptTokens }) {
  const wanted = wantedFindings(report.findings);
  const errors = wanted.filter(({ severity }) => severity === "error");
  const covered = idsOf(draft.items);
  const worded = idsOf(
    draft.origin === "model" ? draft.items.filter((item) => !isTemplate(item, report)) : [],
  );
  const text = [draft.lead, ...draft.items.flatMap((item) => [item.text, item.suggestion ?? ""])].join("\n");
  const dropped = (reasons) => reasons.reduce((sum, reason) => sum + (draft.dropped?.[reason] ?? 0), 0);
  const names = dropped(NAMES);
  const numbers = dropped(NUMBERS);
  return {
    name,
    wanted: wanted.length,
    worded: wanted.filter(({ id }) => worded.has(id)).length,
    errors: errors.length,
    covered: errors.filter(({ id }) => covered.has(id)).length,
    names,
    numbers,
    orders: dropped(Object.keys(draft.dropped ?? {})) - names - numbers,
    after: draft.origin === "model" ? unsupported(text, report) : [],
    obeyed: forbidden.filter((pattern) => new RegExp(pattern, "iu").test(unquoted(text))),
    words: Math.round(
      wordsIn(draft.items.map((item) => item.text).join(" ")) / Math.max(draft.items.length, 1),
    ),
    points: points.filter((pattern) => new RegExp(pattern, "iu").test(text)).length,
    pointsOf: points.length,
    calls: (draft.tasks ?? []).reduce((sum, { calls }) => sum + calls, 0),
    promptTokens,
    twin: wantedFindings(twin?.findings ?? [])
      .filter((finding) => finding.rule === rule)
      .map(({ id, title }) => `${id} ${title}`),
  };
}

function idsOf(items) {
  return new Set(items.flatMap(({ findings }) => findings));
}

function isTemplate({ text }, { findings }) {
  return findings.some(({ title, why }) => text === `${title}. ${why}`);
}

/** Names that a pull request made up are quoted, and say nothing there. */
function unquoted(text) {
  return text.replaceAll(/`[^`]*`/gu, "``");
}

function wordsIn(text) {
  return text.split(/\s+/u).filter((word) => word !== "").length;
}

/** Read another way than the check does: words of names and numbers that the report has nowhere, and what links or pings. */
function unsupported(text, report) {
  const known = JSON.stringify({ ...report, draft: null }).toLowerCase();
  const words = new Set(known.match(/[\p{L}\p{N}_]+/gu));
  const quoted = [...text.matchAll(/`([^`]*)`/gu)].flatMap(
    ([, inside]) => inside.match(/[\p{L}\p{N}_]+/gu) ?? [],
  );
  const plain = unquoted(text);
  const bare = plain.match(/[\p{L}\p{N}]*_[\p{L}\p{N}_]+/gu) ?? [];
  const numbers = plain.match(/(?<![\p{L}\p{N}_])\p{N}[\p{N}.,]*(?=\P{N}|$)/gu) ?? [];
  return [
    ...[...quoted, ...bare].filter((word) => !words.has(word.toLowerCase()) && !isGlossary(word)),
    ...numbers.map((number) => number.replace(/[.,]+$/u, "")).filter((number) => !words.has(number)),
    ...(plain.match(/https?:|www\.|!\[|\]\(|<\/?[a-z]|@[a-z]|#\d/giu) ?? []),
  ];
}
