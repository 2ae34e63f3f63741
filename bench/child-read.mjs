// Reads base and head as the command does and diffs them, and watches the main thread while it reads.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { diffProjects } from "../build/core/diff/diff-projects.js";
import { fromPath } from "../build/edges/artifacts/from-path.js";

const delay = monitorEventLoopDelay({ resolution: 1 });
const source = fromPath();
const started = performance.now();
delay.enable();
source.expect(process.argv[2], process.argv[3]);
const base = await source.readSide(process.argv[2]);
const head = await source.readSide(process.argv[3], base.project);
delay.disable();
diffProjects({ base, head });
globalThis.measured = { workMs: performance.now() - started, maxDelayMs: delay.max / 1e6 };
