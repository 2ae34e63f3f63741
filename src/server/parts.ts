import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ownVersion } from "../cli/version.ts";
import { artifactFinder } from "../edges/artifacts/find-artifacts.ts";
import { fromPath } from "../edges/artifacts/from-path.ts";
import { forgeApp } from "../edges/github/forge-app.ts";
import { signerFrom } from "../edges/signer.ts";
import { sqlEngine } from "../edges/sql/sql-engine.ts";
import { keptSnapshots } from "../edges/usage/kept-snapshots.ts";
import { usageSource } from "../edges/usage/usage-source.ts";
import { openModels } from "../models.ts";
import { claimedWork } from "../pull/claimed-work.ts";
import type { ServerParts, ServerTools } from "../server.ts";
import { readOperator } from "./operator.ts";

/** The parts of the server, wired to GitHub, to the disk and to the store. */
export function serverParts({ settings, probot, store, log, metrics }: ServerTools): ServerParts {
  const clock = { now: Date.now };
  const app = forgeApp(probot, { pause: (ms) => pause(ms), log });
  const operator = readOperator(process.env, join(settings.dataDir, "artifacts"));
  const claims = claimedWork({
    forgeApp: app,
    store,
    artifacts: fromPath({ folder: join(settings.dataDir, "manifests") }),
    sql: sqlEngine({ folder: join(settings.dataDir, "sql") }),
    usage: usageSource(),
    snapshotsOf: keptSnapshots(join(settings.dataDir, "usage")),
    findArtifacts: artifactFinder(operator, clock),
    signer: signerFrom(settings.privateKey),
    clock,
    version: ownVersion(),
    log,
    models: openModels(process.env, { ledger: store, folder: join(settings.dataDir, "answers"), log }),
  });
  return {
    forgeApp: app,
    work: async (claim, signal) => {
      const outcome = await claims.work(claim, signal);
      const conclusion = outcome.shown?.check.conclusion ?? null;
      if (conclusion !== null) metrics.review(conclusion);
      return outcome;
    },
    giveUp: async (claim, error) => {
      await claims.giveUp(claim, error);
      metrics.review("neutral");
    },
  };
}
