import type { Node } from "../manifest/project.ts";
import type { Impact } from "../report.ts";

/** What is known of the use of an object when no query log says more: neither none nor much. */
const UNKNOWN_USE = 0.5;
/** How hard a change hits what lies downstream of it, when more is not known. */
const DOWNSTREAM = 0.7;

/** What a priority is made of; each 0 to 1. */
export interface Weight {
  /** How hard the object is hit. */
  readonly severity: number;
  /** The strongest explicit sign that somebody relies on it. */
  readonly criticality: number;
  /** How much it is used beside others of its kind; null where no log says, which counts as neither none nor much. */
  readonly use: number | null;
  readonly priority: number;
}

/** What is known beside the object itself. */
interface Known {
  readonly severity?: number;
  /** As `ProjectUse.rank` gives it. */
  readonly use?: number | null;
}

/**
 * How much it matters that an object is reached, 0 to 1: how hard it is hit, times the larger of how critical it is and
 * how much it is used. Explicit signals only, so that every number can be explained.
 */
export function weigh(node: Node, { severity = DOWNSTREAM, use = null }: Known = {}): Weight {
  const critical = criticality(node);
  const known = isQueried(node) || node.resourceType === "metric" ? use : null;
  const priority = severity * Math.max(critical, known ?? typicalUse(node));
  return { severity, criticality: critical, use: known, priority: Math.round(priority * 100) / 100 };
}

/** The formula, and what stands in it for one object. */
export function explainWeight({ severity, criticality: critical, use, priority }: Weight): string {
  const used = use === null ? "not known" : use.toFixed(2);
  return `severity ${severity.toFixed(2)} x max(criticality ${critical.toFixed(2)}, use ${used}) = ${priority.toFixed(2)}`;
}

/** The formula in words, for whoever asks how priorities come to be. */
export const WEIGHT_FORMULA = `priority = severity x max(criticality, use)
  severity     how hard it is hit: 1 column gone, 0.7 other rows or type, 0.5 other expression, 0.3 through a star alone
  criticality  exposure by maturity 1, 0.7 or 0.4; metric 0.8; contract or public access 0.8; tag critical or P0 1
  use          share of objects of its kind that are used less, by ln(1 + queries) x (1 + ln(1 + people)) over 30 days,
               queries halving every 14 days; of a metric the queries that compute it; 0.5 where no log says`;

/** The tier of a priority. */
export function tierOf(priority: number): Impact["tier"] {
  if (priority >= 0.65) return "critical";
  if (priority >= 0.5) return "high";
  return priority >= 0.3 ? "medium" : "low";
}

const MATURITY: Readonly<Record<string, number>> = { high: 1, medium: 0.7, low: 0.4 };

/** Tags with which people say that an object matters. */
const CRITICAL_TAGS: ReadonlySet<string> = new Set(["critical", "p0"]);

function criticality(node: Node): number {
  return node.tags.some((tag) => CRITICAL_TAGS.has(tag.toLowerCase())) ? 1 : promiseOf(node);
}

function promiseOf(node: Node): number {
  if (node.resourceType === "exposure") return MATURITY[node.maturity ?? ""] ?? 0.7;
  if (node.resourceType === "saved_query") return node.exports.length > 0 ? 0.8 : 0.6;
  if (node.resourceType === "metric") return 0.8;
  const promised = node.resourceType === "model" && (node.contract.enforced || node.access === "public");
  return promised ? 0.8 : 0;
}

/** Tests, and what nobody queries by name, matter through what they guard, not by themselves. */
function typicalUse(node: Node): number {
  return SUPPORTING.has(node.resourceType) ? 0.2 : UNKNOWN_USE;
}

const SUPPORTING: ReadonlySet<string> = new Set(["test", "unit_test", "analysis", "operation"]);

/** What has a relation that a query can name. */
function isQueried(node: Node): boolean {
  return QUERIED.has(node.resourceType) && !node.isEphemeral;
}

const QUERIED: ReadonlySet<string> = new Set(["model", "seed", "snapshot", "source"]);
