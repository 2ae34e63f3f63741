import type { Node } from "../manifest/project.ts";
import type { Impact } from "../report.ts";

/** What is known of the use of an object when no query log says more: neither none nor much. */
const UNKNOWN_USE = 0.5;
/** How hard a change hits what lies downstream of it, when more is not known. */
const DOWNSTREAM = 0.7;

/**
 * How much it matters that an object is reached, 0 to 1: how hard it is hit, times the larger of how critical it is and
 * how much it is used. Explicit signals only, so that every number can be explained.
 */
export function weigh(node: Node, severity = DOWNSTREAM): number {
  const priority = severity * Math.max(criticality(node), typicalUse(node));
  return Math.round(priority * 100) / 100;
}

/** The tier of a priority. */
export function tierOf(priority: number): Impact["tier"] {
  if (priority >= 0.65) return "critical";
  if (priority >= 0.5) return "high";
  return priority >= 0.3 ? "medium" : "low";
}

const MATURITY: Readonly<Record<string, number>> = { high: 1, medium: 0.7, low: 0.4 };

/** The strongest explicit sign that somebody relies on it. */
function criticality(node: Node): number {
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
