// Runs a script in this process: `node bench/measured.mjs SCRIPT ARGUMENTS`. Its last line on stderr says its peak memory, its CPU
// time and what it reported itself. It is not preloaded, because every thread of a process loads what is preloaded too.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

process.argv.splice(1, 1);
process.on("exit", () => {
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const { user, system } = process.cpuUsage();
  const cpuMs = (user + system) / 1_000;
  process.stderr.write(`\n${JSON.stringify({ peakMb, cpuMs, ...globalThis.measured })}\n`);
});
await import(pathToFileURL(resolve(process.argv[1])).href);
