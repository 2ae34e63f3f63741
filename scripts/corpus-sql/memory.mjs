import { SqlThread, usualLimits } from "../../build/edges/sql/sql-thread.js";
import { asked } from "./statements.mjs";

const MEGABYTE = 1024 * 1024;

/** So little that threads are replaced again and again, to see what each leaves behind. */
const STRICT = { ...usualLimits, memory: 100 };

/**
 * Memory of the whole process while one thread reads every statement three times over, nothing being kept: the most at
 * any time, and what is left each time a thread was replaced and at the end; and how many statements took too long.
 * @param {import("./statements.mjs").Statement[]} statements
 */
export async function measureMemory(statements) {
  const usual = await measureThread(statements, usualLimits);
  const strict = await measureThread(statements, STRICT);
  const most = Math.max(usual.left, strict.left);
  const peak = Math.max(usual.peak, strict.peak);
  return {
    missed: [
      ...(usual.late + strict.late > 0 ? ["every statement within the time limit"] : []),
      ...(most > 600 * MEGABYTE ? ["under 600 MB after each thread has ended"] : []),
      ...(peak > 1024 * MEGABYTE ? ["under 1 GB at the peak"] : []),
    ],
    lines: [
      `Memory over ${3 * statements.length} readings`,
      `  as usual: ${inWords(usual)}`,
      `  threads replaced at ${STRICT.memory} MB: ${inWords(strict)}`,
    ],
  };
}

async function measureThread(statements, limits) {
  const thread = new SqlThread(limits);
  let [peak, left, late, replaced] = [0, 0, 0, 0];
  for (let round = 0; round < 3; round++) {
    for (const statement of statements) {
      const reading = await thread.read(asked(statement));
      if (reading.state === "unread" && reading.code !== "unparsed") late++;
      const rss = process.memoryUsage.rss();
      peak = Math.max(peak, rss);
      if (thread.recycled > replaced) left = Math.max(left, rss);
      replaced = thread.recycled;
    }
  }
  await thread.end();
  return { peak, left: Math.max(left, process.memoryUsage.rss()), late, replaced };
}

function inWords({ peak, left, late, replaced }) {
  const megabytes = (bytes) => `${Math.round(bytes / MEGABYTE)} MB`;
  return `peak ${megabytes(peak)}; at most ${megabytes(left)} after a thread has ended (${replaced} replaced); ${late} statements over the limit`;
}
