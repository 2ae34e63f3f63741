import { randomBytes } from "node:crypto";
import { modelDrafter } from "./edges/llm/drafter.ts";
import { probeEndpoint } from "./edges/llm/probe.ts";
import { systemTime } from "./edges/llm/time.ts";
import type { Fidelity } from "./core/report.ts";
import type { Models } from "./draft/models.ts";
import type { Ledger, Log } from "./ports.ts";
import { readEndpoint } from "./server/model-endpoint.ts";
import type { Environment } from "./server/private-key.ts";

/** What drafting needs beside the environment. */
export interface ModelSetting {
  readonly ledger: Ledger;
  /** A folder to keep answers in; null for none. */
  readonly folder: string | null;
  readonly log: Log;
}

/** The models that the environment names, wired; null where it names none. Throws `KnownError` when it cannot be used. */
export function openModels(env: Environment, setting: ModelSetting): Models | null {
  const endpoint = readEndpoint(env);
  if (endpoint === null) return null;
  return {
    drafter: modelDrafter({ ...setting, endpoint, time: systemTime }),
    nonce: () => randomBytes(9).toString("base64url"),
    wait: (ms, signal) => systemTime.pause(ms, signal).catch(() => undefined),
  };
}

/** What `headgate doctor` tells of the models that the environment names. */
export function probeModels(env: Environment): Promise<readonly Fidelity[]> {
  return probeEndpoint(readEndpoint(env), systemTime);
}

export { memoryLedger } from "./edges/llm/memory-ledger.ts";
