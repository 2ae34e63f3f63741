import { defaultConfig } from "../../build/core/config.js";
import { fromPath } from "../../build/edges/artifacts/from-path.js";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { review } from "../../build/review.js";
import { withoutCompiled } from "../corpus-jinja/manifests.mjs";

const artifacts = fromPath();
const ports = { artifacts, sql: sqlEngine(), clock: { now: () => 0 }, version: "corpus" };
const parsed = {
  readSide: async (location, like) => withoutCompiled(await artifacts.readSide(location, like)),
};

/**
 * Reviews a pair as it is and with its compiled code left out on both sides, and prints what only one of the two found.
 * @param {import("./pairs.mjs").Pair} pair
 * @returns {Promise<{ same: number, lost: number, extra: number }>}
 */
export async function compareUncompiled(pair) {
  const request = { base: pair.base, head: pair.head, config: defaultConfig };
  const compiled = await review(request, ports);
  const bare = await review(request, { ...ports, artifacts: parsed });
  const [wanted, found] = [compiled, bare].map(
    ({ findings }) => new Map(findings.map((each) => [keyOf(each), each])),
  );
  const lost = [...wanted].filter(([key]) => !found.has(key)).map(([, finding]) => finding);
  const extra = [...found].filter(([key]) => !wanted.has(key)).map(([, finding]) => finding);
  const same = wanted.size - lost.length;
  const read = bare.fidelity.find(
    ({ input, effect }) => input === "compiled code" && effect.includes("raw SQL"),
  );
  console.log(
    `${pair.name}: ${same} the same, ${lost.length} only compiled, ${extra.length} only from raw SQL`,
  );
  if (read !== undefined) console.log(`  ${read.effect}`);
  for (const finding of lost) console.log(`  only compiled: ${lineOf(finding)}`);
  for (const finding of extra) console.log(`  only from raw SQL: ${lineOf(finding)}`);
  return { same, lost: lost.length, extra: extra.length };
}

function keyOf({ rule, subject }) {
  return [rule, subject.uniqueId, subject.column ?? ""].join("\n");
}

function lineOf({ rule, severity, certainty, subject, title }) {
  return `${rule} (${severity}, ${certainty}) ${subject.uniqueId}: ${title}`;
}
