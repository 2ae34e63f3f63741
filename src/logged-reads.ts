import type { Json } from "./core/json.ts";
import type { EngineRead } from "./core/usage/engine-read.ts";
import { engineReadsOf } from "./core/usage/engine-reads.ts";
import type { LoggedStatement } from "./core/usage/logged-statement.ts";

/** What the engine says that a statement read; null where it says nothing that can be used. */
export function loggedReads({ reads }: Pick<LoggedStatement, "reads">): readonly EngineRead[] | null {
  if (reads === null) return null;
  try {
    return engineReadsOf(parseJson(reads));
  } catch {
    return null; // not JSON: the text says more
  }
}

function parseJson(text: string): Json {
  // oxlint-disable-next-line typescript/no-unsafe-return -- what JSON.parse gives is JSON
  return JSON.parse(text);
}
