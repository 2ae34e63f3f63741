import type { Finding } from "../report.ts";
import type { Cluster } from "./cluster.ts";
import type { ModelSize } from "./model-call.ts";
import type { DraftSettings } from "./settings.ts";

/** Who words a cluster, and why. */
export interface Route {
  readonly to: ModelSize | "template";
  readonly why: string;
}

/** What a cluster is routed by: computed from its findings alone. */
export interface Traits {
  readonly findings: number;
  readonly categories: number;
  readonly breaksContract: boolean;
  readonly changesMetric: boolean;
  readonly exposures: number;
}

interface Row {
  readonly when: string;
  readonly isMet: (traits: Traits) => boolean;
  readonly to: Route["to"];
}

/** More than this is more than a small model keeps apart. */
const MOST_FINDINGS = 5;

/**
 * The decision table, read from the top; the first row that fits decides. docs/drafting.md shows it, and a test holds the
 * two together. An answer that fails the check goes to the large model, once.
 */
export const ROUTES: readonly Row[] = [
  { when: "nothing but notes", isMet: ({ findings }) => findings === 0, to: "template" },
  { when: "a contract is broken", isMet: ({ breaksContract }) => breaksContract, to: "large" },
  { when: "a metric means something else", isMet: ({ changesMetric }) => changesMetric, to: "large" },
  { when: "two or more exposures are hit", isMet: ({ exposures }) => exposures > 1, to: "large" },
  {
    when: "more than five findings have one cause",
    isMet: ({ findings }) => findings > MOST_FINDINGS,
    to: "large",
  },
  {
    when: "one cause shows in more than two categories",
    isMet: ({ categories }) => categories > 2,
    to: "large",
  },
  { when: "anything else", isMet: () => true, to: "small" },
];

/** Picks who words a cluster. A configured mode wins over the table, but never sends notes to a model. */
export function routeTask(traits: Traits, mode: DraftSettings["mode"]): Route {
  if (mode === "off") return { to: "template", why: "models are turned off" };
  const row = ROUTES.find(({ isMet }) => isMet(traits));
  if (row === undefined || row.to === "template" || mode === "auto")
    return { to: row?.to ?? "template", why: row?.when ?? "" };
  return { to: mode, why: `the configuration says ${mode}` };
}

export function traitsOf(clusters: readonly Cluster[]): Traits {
  const findings = clusters.flatMap((cluster) => cluster.findings);
  const exposures = findings.flatMap(({ affected }) => affected.filter((id) => id.startsWith("exposure.")));
  return {
    findings: findings.length,
    categories: new Set(findings.map(({ category }) => category)).size,
    breaksContract: findings.some((finding) => finding.category === "contract" && isGrave(finding)),
    changesMetric: findings.some(({ category }) => category === "metric"),
    exposures: new Set(exposures).size,
  };
}

function isGrave({ severity }: Finding): boolean {
  return severity === "error";
}
