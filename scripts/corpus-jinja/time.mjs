import { performance } from "node:perf_hooks";
import { renderModel } from "../../build/core/jinja/dbt/render-model.js";
import { renderNode, renderNodes, renderProject } from "../../build/core/jinja/dbt/render-node.js";
import { noSettings } from "../../build/core/jinja/dbt/render-project.js";
import { openSide } from "../../build/core/jinja/dbt/render-state.js";
import { sqlEngine } from "../../build/edges/sql/sql-engine.js";
import { measurable, readSide } from "./manifests.mjs";

const MODELS = 1000;

/**
 * The time of a model, in this thread, and of a thousand, from the start of a new thread on: those of the manifest that has
 * the most, over and over. Gives what was missed.
 */
export async function measureTime(manifests) {
  let jobs = [];
  for (const path of manifests) {
    const side = await readSide(path);
    if (side !== null && measurable(side).length > jobs.length) jobs = jobsOf(side);
  }
  if (jobs.length === 0) return [];
  const all = Array.from({ length: MODELS }, (_none, index) => jobs[index % jobs.length]);
  const cold = await timeCold(all);
  const times = timeEach(all).sort((left, right) => left - right);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  console.log(
    `ms a model: median ${at(0.5).toFixed(2)}, 95th percentile ${at(0.95).toFixed(2)}, most ${at(1).toFixed(1)}; ${all.length} models in a new thread: ${(cold.time / 1000).toFixed(2)} s (${(cold.cpu / 1000).toFixed(2)} s of CPU)`,
  );
  return [
    ...(at(0.5) > 1 ? ["1 ms a model"] : []),
    ...(cold.time > 3000 ? ["a thousand models in 3 s"] : []),
  ];
}

function jobsOf(side) {
  const project = renderProject(side.project, noSettings);
  return measurable(side).map((node) => ({
    project,
    job: {
      node: renderNode(node),
      source: node.rawCode,
      parents: renderNodes(node.dependsOn, side.project),
      columns: {},
      readElsewhere: [],
      rows: {},
      isIncremental: false,
      test: null,
      switches: {},
    },
  }));
}

async function timeCold(jobs) {
  const engine = sqlEngine();
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(jobs.map(({ project, job }) => engine.render(project, job)));
  const time = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  await engine.close();
  return { time, cpu: (user + system) / 1000 };
}

function timeEach(jobs) {
  const sides = new Map();
  return jobs.map(({ project, job }) => {
    const side = sides.get(project) ?? openSide(project);
    sides.set(project, side);
    const start = performance.now();
    renderModel(side, job);
    return performance.now() - start;
  });
}
