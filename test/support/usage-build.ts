import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { buildUsage, type BuiltUsage } from "../../src/build-usage.ts";
import { defaultConfig, type Config } from "../../src/core/config.ts";
import type { Side } from "../../src/core/manifest/artifacts.ts";
import { logRules } from "../../src/core/usage/log-rules.ts";
import type { UsageWindow } from "../../src/core/usage/snapshot.ts";
import type { UsageLog, Use } from "../../src/core/usage/usage-log.ts";
import { usageSource } from "../../src/edges/usage/usage-source.ts";
import { directEngine } from "./direct-engine.ts";
import { sideOf } from "./manifest.ts";
import { shop } from "./shop.ts";

const folder = mkdtempSync(join(tmpdir(), "headgate-usage-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Built extends BuiltUsage {
  readonly log: UsageLog;
}

interface Settings {
  readonly side?: Side;
  readonly config?: Partial<Config>;
  readonly window?: UsageWindow;
  readonly now?: string;
  /** Bytes of a Parquet file that are unpacked at once. */
  readonly unpacked?: number;
}

/** A file of a test's own. */
export function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The snapshot that was built last. */
export const lastSnapshot = join(folder, "usage.parquet");

/** Builds a snapshot of files and reads it again, with all queries. */
export async function build(files: readonly string[], settings: Settings = {}): Promise<Built> {
  const config = { ...defaultConfig, ...settings.config };
  const usage = usageSource(settings.unpacked);
  const output = lastSnapshot;
  const side = settings.side ?? sideOf(shop);
  const built = await buildUsage(
    {
      ...logRules(config),
      files,
      now: Date.parse(settings.now ?? "2026-06-01T00:00:00Z"),
      people: config.privacy,
      environments: config.usage.environments,
      window: settings.window ?? null,
      side,
      output,
    },
    { usage, sql: directEngine },
  );
  const log = await usage.readSnapshots([output], Object.keys(side.project.nodes));
  return { ...built, log };
}

/** Entries of a log as NDJSON, each with a time. */
export function ndjson(entries: readonly object[]): string {
  return `${entries.map((entry) => JSON.stringify({ start_time: "2026-05-01T10:00:00Z", ...entry })).join("\n")}\n`;
}

/** How often each object and column was read: `orders` 3, `orders.amount` 2. */
export function countsIn({ uses }: UsageLog): Readonly<Record<string, number>> {
  return Object.fromEntries(
    uses.map(({ uniqueId, column, queries }) => {
      const name = uniqueId.split(".").at(-1) ?? "";
      return [column === null ? name : `${name}.${column}`, queries];
    }),
  );
}

/** The first object that was read, as a whole. */
export function whole({ uses }: UsageLog): Use | undefined {
  return uses.find(({ column }) => column === null);
}
