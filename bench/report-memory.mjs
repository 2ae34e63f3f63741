// Preloaded into a measured process: its last line on stderr says its peak memory and what it reported itself.
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stderr.write(`\n${JSON.stringify({ peakMb, ...globalThis.measured })}\n`);
  });
}
