import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Hosting } from "./cli/hosting.ts";
import { artifactFinder } from "./edges/artifacts/find-artifacts.ts";
import { tokenForge } from "./edges/github/forge.ts";
import { cacheFolder, readOperator } from "./server/operator.ts";
import { wantedBy } from "./webhooks/wanted-by.ts";

/** GitHub reached with a token, wired: for the Action and for a laptop. */
export const hosting: Hosting = {
  openRepository: async ({ token, apiUrl, repository, log }) =>
    tokenForge({ token, baseUrl: apiUrl }, repository, { pause: (ms) => pause(ms), log }),
  artifactFinder: async () =>
    artifactFinder(readOperator(process.env, join(cacheFolder(process.env), "artifacts")), { now: Date.now }),
  readEvent: async (name, payload) => wantedBy(name, payload),
};
