import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { UsageRecord } from "../../core/usage/usage-warehouse.ts";
import type { KeepRecords } from "../../pull-usage.ts";

/** Records as lines of JSON in a folder of their own, page by page: no more than a page is in memory. */
export const keepRecords: KeepRecords = async (name, pages) => {
  const folder = await mkdtemp(join(tmpdir(), "headgate-pull-"));
  const discard = () => rm(folder, { recursive: true, force: true });
  const file = join(folder, `${name}.ndjson`);
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const page of pages) {
      count += page.length;
      yield page.map(lineOf).join("");
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }));
    return { file, count, discard };
  } catch (error) {
    await discard();
    throw error;
  }
};

function lineOf(record: UsageRecord): string {
  return `${JSON.stringify(record)}\n`;
}
