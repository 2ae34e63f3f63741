import { readdirSync } from "node:fs";
import { defaultConfig } from "../../src/core/config.ts";
import type { Artifacts } from "../../src/core/manifest/artifacts.ts";
import { isSameProject } from "../../src/core/manifest/same-project.ts";
import type { Report } from "../../src/core/report.ts";
import { review } from "../../src/review.ts";
import { directEngine } from "./direct-engine.ts";
import { fixtureSides } from "./rule-fixture.ts";
import { noUsage } from "./no-usage.ts";

const FOLDER = new URL("../../fixtures/rules/", import.meta.url);

/** The whole reviews, by all rules, of the pairs of manifests under `fixtures/rules/` that share an object. */
export async function fixtureReports(): Promise<readonly Report[]> {
  const names = readdirSync(FOLDER).flatMap((rule) =>
    readdirSync(new URL(`${rule}/`, FOLDER)).map((scenario) => `${rule}/${scenario}`),
  );
  const pairs = names.map(fixtureSides).filter(({ base, head }) => isSameProject(base.project, head.project));
  return Promise.all(pairs.map(reportOf));
}

async function reportOf(sides: Artifacts): Promise<Report> {
  return review(
    { base: "base", head: "head", config: defaultConfig },
    {
      artifacts: { readSide: (side) => Promise.resolve(side === "base" ? sides.base : sides.head) },
      sql: directEngine,
      usage: noUsage,
      clock: { now: () => 0 },
      version: "0.0.0",
    },
  );
}
