import { SqlThread, usualLimits } from "../../dist/edges/sql/sql-thread.js";
import { asked } from "./statements.mjs";

const MEGABYTE = 1024 * 1024;

/**
 * Memory of the whole process while one thread reads every statement three times over, nothing being kept: the most at
 * any time, and what is left each time a thread was replaced and at the end; and how many statements took too long.
 * @param {import("./statements.mjs").Statement[]} statements
 */
export async function measureMemory(statements) {
  const thread = new SqlThread(usualLimits);
  const left = [];
  let [peak, late, recycled] = [0, 0, 0];
  for (let round = 0; round < 3; round++) {
    for (const statement of statements) {
      const reading = await thread.read(asked(statement));
      if (reading.state === "unread" && reading.code !== "unparsed") late++;
      peak = Math.max(peak, process.memoryUsage.rss());
      if (thread.recycled > recycled) left.push(process.memoryUsage.rss());
      recycled = thread.recycled;
    }
  }
  await thread.end();
  left.push(process.memoryUsage.rss());
  const most = Math.max(...left);
  const megabytes = (bytes) => `${Math.round(bytes / MEGABYTE)} MB`;
  return {
    missed: [
      ...(late > 0 ? ["every statement within the time limit"] : []),
      ...(most > 600 * MEGABYTE ? ["under 600 MB after each thread has ended"] : []),
      ...(peak > 1024 * MEGABYTE ? ["under 1 GB at the peak"] : []),
    ],
    lines: [
      `Memory over ${3 * statements.length} readings: peak ${megabytes(peak)}; at most ${megabytes(most)} after a thread has ended (${recycled} replaced); ${late} statements over the limit`,
    ],
  };
}
