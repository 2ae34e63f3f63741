// Preloaded into a measured process: its last line on stderr says its peak memory, its CPU time and what it reported itself.
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const { user, system } = process.cpuUsage();
    const cpuMs = (user + system) / 1_000;
    process.stderr.write(`\n${JSON.stringify({ peakMb, cpuMs, ...globalThis.measured })}\n`);
  });
}
