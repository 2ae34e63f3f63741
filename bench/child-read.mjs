// Reads base and head as the command does, and watches the main thread meanwhile.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fromPath } from "../dist/edges/artifacts/from-path.js";

const delay = monitorEventLoopDelay({ resolution: 1 });
const source = fromPath();
delay.enable();
const base = await source.readSide(process.argv[2]);
await source.readSide(process.argv[3], base.project);
delay.disable();
globalThis.measured = { maxDelayMs: delay.max / 1e6 };
