import { Ajv2020 } from "ajv/dist/2020.js";
import { reportJsonSchema } from "../../build/config/json-schema.js";
import { defaultConfig } from "../../build/core/config.js";
import { fromPath } from "../../build/edges/artifacts/from-path.js";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { renderMarkdown } from "../../build/render/markdown.js";
import { review } from "../../build/review.js";
import { allowanceOf, brokenContracts } from "./expectations.mjs";

const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(reportJsonSchema());
const ports = { artifacts: fromPath(), sql: sqlEngine(), clock: { now: () => 0 }, version: "corpus" };

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {import("../../src/core/report.ts").Report | null} report Null when the pair could not be reviewed.
 * @property {string} selects Whether `dbtSelectsIt` is what dbt selects: "yes", "no", or "-" where dbt was not asked.
 * @property {string} allowance
 * @property {number} lines Lines of the comment that are seen without unfolding anything.
 * @property {string[]} faults What is not as it must be.
 */

/**
 * Reviews one pair twice and holds it against what is known of it.
 * @param {import("./pairs.mjs").Pair} pair
 * @returns {Promise<Row>}
 */
export async function reviewPair(pair) {
  const request = { base: pair.base, head: pair.head, config: defaultConfig };
  let report;
  try {
    report = await review(request, ports);
  } catch (error) {
    const faults = [`not read: ${error instanceof Error ? error.message : String(error)}`];
    return { name: pair.name, report: null, selects: "-", allowance: "-", lines: 0, faults };
  }
  const again = await review(request, ports);
  const selection = compareSelection(report, pair.oracle);
  const faults = [
    ...selection.faults,
    ...compareRemovals(report, pair.oracle),
    ...compareContracts(report, pair.oracle),
    ...compareAllowance(report, allowanceOf(pair)),
    ...report.fidelity.filter(({ input }) => input.startsWith("rule ")).map(({ input }) => `${input} failed`),
    ...(isValid(report)
      ? []
      : [`schema: ${isValid.errors?.[0]?.instancePath} ${isValid.errors?.[0]?.message}`]),
    ...(JSON.stringify(report) === JSON.stringify(again) ? [] : ["two runs differ"]),
  ];
  const lines = visibleLines(renderMarkdown(report));
  return { name: pair.name, report, selects: selection.answer, allowance: allowanceOf(pair), lines, faults };
}

function compareSelection(report, oracle) {
  const wanted = oracle?.direct.modified ?? null;
  if (wanted === null) return { answer: "-", faults: [] };
  const ours = new Set(
    report.changes.filter(({ dbtSelectsIt }) => dbtSelectsIt).map(({ uniqueId }) => uniqueId),
  );
  const missed = wanted.filter((id) => !ours.has(id));
  const extra = [...ours].filter((id) => !wanted.includes(id));
  const faults = [
    ...missed.map((id) => `dbt alone selects ${id}`),
    ...extra.map((id) => `dbt does not select ${id}`),
  ];
  return { answer: faults.length === 0 ? "yes" : "no", faults };
}

function compareRemovals(report, oracle) {
  const gone = new Set(
    report.changes.flatMap(({ kind, uniqueId, from }) =>
      kind === "removed" ? [uniqueId] : kind === "renamed" ? [from] : [],
    ),
  );
  return (oracle?.removed ?? []).filter((id) => !gone.has(id)).map((id) => `removal not listed: ${id}`);
}

function compareContracts(report, oracle) {
  if (oracle === null || oracle === undefined) return [];
  const broken = brokenContracts(oracle);
  const errors = report.findings.filter(
    ({ rule, severity }) =>
      severity === "error" && (rule.startsWith("contract-") || rule === "model-version-removed"),
  );
  const named = (finding) => [...broken].some((name) => finding.subject.uniqueId.split(".").includes(name));
  const missed = [...broken].filter(
    (name) => !errors.some(({ subject }) => subject.uniqueId.split(".").includes(name)),
  );
  return [
    ...missed.map((name) => `contract break missed: ${name}`),
    ...errors
      .filter((finding) => !named(finding))
      .map(({ rule, subject }) => `no break for dbt: ${rule} ${subject.uniqueId}`),
  ];
}

function compareAllowance(report, allowance) {
  const { findings } = report;
  if (allowance === "nothing") return findings.map(({ rule, title }) => `false alarm: ${rule}: ${title}`);
  if (allowance !== "one note") return [];
  const loud = findings.filter(({ severity }) => severity !== "note");
  const many = findings.length > 1 ? [`${findings.length} findings on a package upgrade`] : [];
  return [...many, ...loud.map(({ rule }) => `more than a note on a package upgrade: ${rule}`)];
}

/** A reader sees what stands outside folded blocks and comments. */
function visibleLines(markdown) {
  const seen = markdown
    .replaceAll(/<!--[^]*?-->/gu, "")
    .replaceAll(/<details>[^]*?<summary>([^]*?)<\/summary>[^]*?<\/details>/gu, "$1");
  return seen.split("\n").filter((line) => line.trim() !== "").length;
}
