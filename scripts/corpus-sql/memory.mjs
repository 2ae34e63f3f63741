import { sqlEngine } from "../../dist/edges/sql/sql-engine.js";
import { asked } from "./statements.mjs";

const MEGABYTE = 1024 * 1024;

/**
 * Memory of the whole process while every statement is read three times over, nothing being kept, and after the threads
 * have ended; and how many statements took too long.
 * @param {import("./statements.mjs").Statement[]} statements
 */
export async function measureMemory(statements) {
  const engine = sqlEngine({ kept: 0 });
  let [peak, late] = [0, 0];
  for (let round = 0; round < 3; round++) {
    for (const statement of statements) {
      const [reading] = await engine.read([asked(statement)]);
      if (reading.state === "unread" && reading.code !== "unparsed") late++;
      peak = Math.max(peak, process.memoryUsage.rss());
    }
  }
  await engine.close();
  const after = process.memoryUsage.rss();
  const megabytes = (bytes) => `${Math.round(bytes / MEGABYTE)} MB`;
  return {
    missed: [
      ...(late > 0 ? ["every statement within the time limit"] : []),
      ...(after > 600 * MEGABYTE ? ["under 600 MB after the threads have ended"] : []),
      ...(peak > 1024 * MEGABYTE ? ["under 1 GB at the peak"] : []),
    ],
    lines: [
      `Memory over ${3 * statements.length} readings: peak ${megabytes(peak)}, ${megabytes(after)} after the threads have ended; ${late} statements over the limit`,
    ],
  };
}
