import { createHash } from "node:crypto";
import type { JsonObject } from "../../core/json.ts";
import { FolderCache } from "../cache/folder-cache.ts";

/** What the answers on disk may take together. One takes some 2 kB. */
const MOST_BYTES = 64 * 1024 ** 2;

/** What an answer was given to. */
export interface AnsweredKey {
  readonly baseUrl: string;
  readonly model: string;
  readonly schema: JsonObject;
  /** `ModelCall.cacheKey`. */
  readonly key: string;
}

/** Answers by what they were given to, so that what did not change from one push to the next is not paid for again. */
export class AnswerCache {
  readonly #folder: FolderCache<string>;

  constructor(folder: string) {
    this.#folder = new FolderCache({ folder, mostBytes: MOST_BYTES, isValue: isText });
  }

  get(key: AnsweredKey): string | null {
    return this.#folder.get(digestOf(key));
  }

  put(key: AnsweredKey, text: string): Promise<void> {
    return this.#folder.put(digestOf(key), text);
  }
}

function digestOf({ baseUrl, model, schema, key }: AnsweredKey): string {
  return createHash("sha256")
    .update(JSON.stringify([baseUrl, model, schema, key]))
    .digest("hex");
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
