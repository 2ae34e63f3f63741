import { createHash } from "node:crypto";
import { z } from "zod";
import { FolderCache } from "../cache/folder-cache.ts";
import { firstDialect, limits, rungs, type Dialect } from "./dialect.ts";

/** Servers learn new things: what one did not take a week ago is tried again. */
const KEPT_MS = 7 * 86_400_000;

/** A few hundred bytes for each model. */
const MOST_BYTES = 1024 ** 2;

const Kept = z.object({
  rung: z.enum(rungs),
  limit: z.literal(limits),
  hasTemperature: z.boolean(),
  thinks: z.boolean(),
  learnedAt: z.number(),
});
type Kept = z.infer<typeof Kept>;

interface DialectsSetting {
  readonly baseUrl: string;
  /** Where to remember between runs; null remembers nothing. */
  readonly folder: string | null;
  readonly now: () => number;
}

/** What was learned of the models of one endpoint. */
export class Dialects {
  readonly #setting: DialectsSetting;
  readonly #known = new Map<string, Kept>();
  readonly #folder: FolderCache<Kept> | null;

  constructor(setting: DialectsSetting) {
    const { folder } = setting;
    this.#setting = setting;
    this.#folder =
      folder === null ? null : new FolderCache({ folder, mostBytes: MOST_BYTES, isValue: isKept });
  }

  async of(model: string): Promise<Dialect> {
    const kept = this.#known.get(model) ?? this.#folder?.get(this.#keyOf(model)) ?? null;
    if (kept === null || this.#setting.now() - kept.learnedAt > KEPT_MS) return firstDialect;
    this.#known.set(model, kept);
    return kept;
  }

  async learn(model: string, dialect: Dialect): Promise<void> {
    const known = this.#known.get(model) ?? firstDialect;
    if (isSame(known, dialect)) return;
    const kept = { ...dialect, learnedAt: this.#setting.now() };
    this.#known.set(model, kept);
    await this.#folder?.put(this.#keyOf(model), kept);
  }

  #keyOf(model: string): string {
    return createHash("sha256")
      .update(JSON.stringify(["dialect", this.#setting.baseUrl, model]))
      .digest("hex");
  }
}

function isSame(one: Dialect, other: Dialect): boolean {
  return (["rung", "limit", "hasTemperature", "thinks"] as const).every((key) => one[key] === other[key]);
}

function isKept(value: unknown): value is Kept {
  return Kept.safeParse(value).success;
}
