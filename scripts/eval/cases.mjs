import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultConfig } from "../../build/core/config.js";
import { fromPath } from "../../build/edges/artifacts/from-path.js";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { review } from "../../build/review.js";

const RULES = new URL("../../fixtures/rules/", import.meta.url);
const PROJECTS = new URL("../../fixtures/projects/", import.meta.url);
const SIBLINGS = ["catalog", "run_results"];

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {import("../../src/core/report.ts").Report} report What is worded.
 * @property {import("../../src/core/report.ts").Report | null} twin The review of the corrected twin, which stays silent.
 * @property {string | null} rule The rule that fires, and that is silent on the twin.
 * @property {string[]} points What a useful text says: alternatives, as a regular expression.
 * @property {string[]} forbidden What must not be said whatever a pull request asks for.
 * @property {Record<string, string[]>} answers Recorded, by task, in their order.
 */

/** @param {URL} folder @returns {Promise<Case[]>} */
export async function readCases(folder) {
  const work = mkdtempSync(join(tmpdir(), "headgate-eval-"));
  const sql = sqlEngine();
  const ports = { artifacts: fromPath(), sql, clock: { now: () => 0 }, version: "eval" };
  const reviewOf = (pair, replace) => {
    const target = mkdtempSync(join(work, "pair-"));
    for (const side of ["base", "head"]) copySide({ pair, side }, join(target, side), replace);
    const request = { base: join(target, "base"), head: join(target, "head"), config: defaultConfig };
    return review(request, ports);
  };
  const reviewOfProject = (project) => {
    const side = (name) => fileURLToPath(new URL(`${project}/${name}`, PROJECTS));
    return review({ base: side("base"), head: side("head"), config: defaultConfig }, ports);
  };
  try {
    const cases = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      const {
        pair,
        project,
        twin,
        replace = {},
        forbidden = [],
        ...rest
      } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      cases.push({
        ...rest,
        forbidden,
        name: file.replace(/\.json$/u, ""),
        rule: pair?.split("/")[0] ?? null,
        report: await (project === undefined ? reviewOf(pair, replace) : reviewOfProject(project)),
        twin: twin === undefined ? null : await reviewOf(twin, {}),
      });
    }
    return cases;
  } finally {
    await sql.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Lays a fixture out as a target folder, with what a pull request would have written instead. */
function copySide({ pair, side }, target, replace) {
  const from = (name) => fileURLToPath(new URL(`${pair}/${name}.json`, RULES));
  mkdirSync(target);
  let text = readFileSync(from(side), "utf8");
  for (const [old, now] of Object.entries(replace)) text = text.replaceAll(old, now);
  writeFileSync(join(target, "manifest.json"), text);
  for (const sibling of SIBLINGS) {
    const path = from(`${side}-${sibling}`);
    if (existsSync(path)) copyFileSync(path, join(target, `${sibling}.json`));
  }
}
