import type { RuleContext } from "../../rules/context.ts";
import { directReaders } from "../lineage/readers.ts";
import type { UniqueId } from "../manifest/node.ts";
import { nodeById } from "../manifest/artifacts.ts";
import { configuredSeverity, type Config } from "../config.ts";
import type { Node } from "../manifest/project.ts";
import type { Category, Certainty, Severity } from "../report.ts";
import type { Judged } from "./run-rules.ts";

/** Families whose severity follows use; findings on documentation, ownership and operations keep theirs. */
export const FOLLOWS_USE: ReadonlySet<Category> = new Set([
  "contract",
  "rows",
  "metric",
  "guarantee",
  "lifecycle",
]);

/** The severity and certainty of one finding; null when the configuration switches its rule off. */
export function gradeOf(judged: Judged, context: RuleContext, config: Config): Grade | null {
  const { rule, found } = judged;
  const certainty = certaintyOf(judged, context);
  const subject = nodeById(context.artifacts, found.subject.uniqueId);
  const place = { path: subject?.path ?? "", tags: subject?.tags ?? [] };
  const severity = configuredSeverity(config, rule.id, place) ?? ownSeverity(judged, subject, context);
  if (severity === "off") return null;
  return { severity: severity === "error" && certainty !== "proven" ? "warning" : severity, certainty };
}

/** What was read from a guessed text is no more than likely. */
function certaintyOf({ rule, found }: Judged, { sql }: RuleContext): Certainty {
  const certainty = found.certainty ?? rule.certainty;
  if (certainty !== "structural") return certainty;
  const compared = sql.compared.find(({ uniqueId }) => uniqueId === found.subject.uniqueId);
  const isGuessed = [compared?.base, compared?.head].some(
    (reading) => reading?.state === "read" && reading.facts.origin === "guessed",
  );
  return isGuessed ? "heuristic" : certainty;
}

interface Grade {
  readonly severity: Severity;
  readonly certainty: Certainty;
}

function ownSeverity({ rule, found }: Judged, subject: Node | undefined, context: RuleContext): Severity {
  const severity = found.severity ?? rule.severity;
  if (!FOLLOWS_USE.has(rule.category) || found.pinned === true) return severity;
  const { uniqueId, column } = found.subject;
  const used = subject === undefined ? uniqueId : guardedBy(subject);
  if (isReliedOn(subject, context) || isMuchUsed(context, used, column)) return raise(severity);
  return isNobodys(context, used, column) ? lower(severity) : severity;
}

/** What is used: of a test, the object that it tests. */
function guardedBy(subject: Node): UniqueId {
  if (subject.resourceType !== "test") return subject.uniqueId;
  return subject.attachedNode ?? subject.dependsOn[0] ?? subject.uniqueId;
}

/** People who query a thing before they count as many. */
const MANY = 10;

/** Whether many people query what a finding is about. */
function isMuchUsed({ use }: RuleContext, id: UniqueId, column: string | undefined): boolean {
  return (use.of(id, column)?.people ?? 0) >= MANY;
}

/** Whether nothing in the project reads what a finding is about, and a long log shows nobody else who does. */
function isNobodys(context: RuleContext, id: UniqueId, column: string | undefined): boolean {
  return context.use.isUnused(id, column) && directReaders(context.graphs.union, id).length === 0;
}

function lower(severity: Severity): Severity {
  return severity === "error" ? "warning" : "note";
}

function raise(severity: Severity): Severity {
  return severity === "note" ? "warning" : "error";
}

/**
 * Whether somebody outside the team relies on an object directly: an exposure of high maturity, a public model of
 * another group, or any model of another group reads it.
 */
function isReliedOn(subject: Node | undefined, context: RuleContext): boolean {
  if (subject === undefined) return false;
  const answers = known.get(context) ?? new Map<Node, boolean>();
  known.set(context, answers);
  const found = answers.get(subject) ?? hasRelyingReader(subject, context);
  answers.set(subject, found);
  return found;
}

// Asked for once per finding, of which one wide table may have thousands.
const known = new WeakMap<RuleContext, Map<Node, boolean>>();

function hasRelyingReader(subject: Node, context: RuleContext): boolean {
  return context.graphs.union.childrenOf(guardedBy(subject)).some((id) => {
    const reader = context.artifacts.head.project.nodes[id];
    return reader !== undefined && relies(reader, subject);
  });
}

function relies(reader: Node, subject: Node): boolean {
  if (reader.resourceType === "exposure") return reader.maturity === "high";
  if (reader.resourceType !== "model") return false;
  const otherGroup = subject.group !== null && reader.group !== null && reader.group !== subject.group;
  return otherGroup || reader.access === "public";
}
