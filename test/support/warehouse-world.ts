import { generateKeyPairSync, verify, type KeyObject } from "node:crypto";
import { inspect } from "node:util";
import nock from "nock";
import { KNOWN_TOOLS } from "../../src/core/usage/tools.ts";
import type { UsageRecord, WarehouseUsage } from "../../src/core/usage/usage-warehouse.ts";
import type { WarehouseAccess } from "../../src/edges/warehouse/access.ts";
import { WarehouseError } from "../../src/errors.ts";
import type { UsageWarehouse } from "../../src/ports.ts";

/** 2026-01-31T12:00:00Z. */
export const NOW = Date.UTC(2026, 0, 31, 12);

/** What is asked where a test does not say. */
export const SETTING = { days: 30, region: "us", tools: KNOWN_TOOLS } as const;

/** What a test puts around a warehouse: an environment, and a clock that goes on only by the pauses that were asked for. */
export interface WarehouseWorld {
  readonly access: WarehouseAccess;
  readonly pauses: readonly number[];
  /** Runs when a pause begins, before its time has passed. */
  onPause: () => void;
}

export function warehouseWorld(env: Readonly<Record<string, string>>, region = "us"): WarehouseWorld {
  const pauses: number[] = [];
  let now = NOW;
  const world: WarehouseWorld = {
    access: {
      env,
      region,
      now: () => now,
      pause: async (ms, signal) => {
        pauses.push(ms);
        now += ms;
        world.onPause();
        signal.throwIfAborted();
      },
    },
    pauses,
    onPause: () => undefined,
  };
  return world;
}

const never = new AbortController().signal;

/** Reads all pages of a warehouse. */
export async function readAll(
  warehouse: UsageWarehouse,
  { days = SETTING.days, signal = never }: { readonly days?: number; readonly signal?: AbortSignal } = {},
): Promise<WarehouseUsage & { readonly records: readonly UsageRecord[]; readonly sizes: readonly number[] }> {
  const usage = await warehouse.readUsage({ days, signal, tools: KNOWN_TOOLS });
  const records: UsageRecord[] = [];
  const sizes: number[] = [];
  for await (const page of usage.pages) {
    records.push(...page);
    sizes.push(page.length);
  }
  return { ...usage, records, sizes };
}

/** The `WarehouseError` with which reading ends. */
export async function refusalOf(
  warehouse: UsageWarehouse,
  question: Parameters<typeof readAll>[1] = {},
): Promise<WarehouseError> {
  try {
    await readAll(warehouse, question);
  } catch (error) {
    if (error instanceof WarehouseError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

/** All words of an error that a user or a log may see. */
export function wordsOf(error: Error): string {
  return inspect(error, { depth: null });
}

/** A key pair made for one run of the tests. */
export function newKeyPair(): { readonly pem: string; readonly publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { pem: String(privateKey.export({ type: "pkcs8", format: "pem" })), publicKey };
}

/** The claims of a signed token, when the key's owner signed it. */
export function claimsOf(jwt: string, publicKey: KeyObject): Record<string, unknown> {
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${claims}`),
    publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw new Error("Another key signed it.");
  return JSON.parse(Buffer.from(claims, "base64url").toString());
}

/** Lets no request of a test out. */
export function beginWarehouseNock(): void {
  nock.disableNetConnect();
}

/** Forgets all answers; throws when some were never asked for. */
export function endWarehouseNock(): void {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (pending.length > 0) throw new Error(`Never asked for: ${pending.join(", ")}`);
}
