// The yardstick: what Node takes to read and parse the same files, one after the other.
import { readFileSync } from "node:fs";

const started = performance.now();
for (const path of process.argv.slice(2)) JSON.parse(readFileSync(path, "utf8"));
globalThis.measured = { workMs: performance.now() - started };
