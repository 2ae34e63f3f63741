import { nameOf } from "../name-of.ts";
import type { Evidence, Finding, Owner } from "../report.ts";
import { isNoCode, isPlainName, looksLikeProse, scrubbed, withoutLiterals } from "./scrub.ts";
import type { SendSettings } from "./settings.ts";
import { suggestionsFor } from "./suggestions.ts";

/** Longest value of before and after. */
const VALUE = 120;
const SENTENCE = 300;
const MOST_DIFFERENCES = 3;
const MOST_HITS = 6;
const MOST_OWNERS = 3;

/** All that a model is told of one finding. What is not in here, it cannot know, and may not say. */
export interface FindingFacts {
  /** The finding's id in the report. */
  readonly id: string;
  readonly rule: string;
  /** `proven`: it will happen. Else it may. */
  readonly certainty: Finding["certainty"];
  /** `fct_orders.discount_amount`, or `metric revenue`. */
  readonly subject: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly differences: readonly { readonly of: string; readonly before?: string; readonly after?: string }[];
  /** Who is hit, what people look at first; tests are only counted. */
  readonly hits: readonly string[];
  /** How many of each kind are hit. */
  readonly counts: Readonly<Record<string, number>>;
  /** Teams, by dbt groups. */
  readonly owners: readonly string[];
  readonly usage?: { readonly queries: number; readonly people: number };
  /** Suggestions made by code, each ready to be copied. */
  readonly options: readonly string[];
}

/** Null where a name of the finding does not look like one: then no model is asked about it. */
export function factsOf(finding: Finding, send: SendSettings): FindingFacts | null {
  const subject = subjectOf(finding);
  if (subject === null) return null;
  const people = new Set(finding.evidence.filter(isOnPeople).flatMap(({ before, after }) => [before, after]));
  const sentence = (text: string) => scrubbed(sentAs(text, send, people), SENTENCE);
  const { usage } = finding;
  return {
    id: finding.id,
    rule: finding.rule,
    certainty: finding.certainty,
    subject,
    what: sentence(finding.title),
    why: sentence(finding.why),
    fix: sentence(finding.fix.split("\n", 1)[0] ?? ""),
    differences: differencesOf(finding.evidence, send),
    hits: hitsOf(finding.affected),
    counts: countsOf(finding.affected),
    owners: send.owners ? teamsOf(finding.owners) : [],
    ...(send.usage && usage !== null ? { usage: { queries: usage.queries, people: usage.people } } : {}),
    options: suggestionsFor(finding),
  };
}

function subjectOf({ subject: { uniqueId, column } }: Finding): string | null {
  const label = labelOf(uniqueId);
  const names = column === undefined ? [label] : [label, column];
  return names.every(isPlainName) ? names.join(".") : null;
}

/** `orders` for a model, `exposure weekly` for the rest, by the `unique_id`. */
export function labelOf(uniqueId: string): string {
  const type = typeOf(uniqueId);
  const name = nameOf(uniqueId);
  return type === "model" || type === "" ? name : `${type.replaceAll("_", " ")} ${name}`;
}

/** Texts between backticks that are code stay only where SQL may be sent, and then without what they compare with. */
function sentAs(text: string, { sql }: SendSettings, people: ReadonlySet<string | undefined>): string {
  return text.replaceAll(/`([^`]*)`/gu, (span, inside: string) => {
    if (people.has(inside)) return "`(a name)`";
    if (FILE.test(inside)) return "`(a file)`";
    if (isNoCode(inside) || /^dbt [\w@+:. -]+$/u.test(inside)) return span;
    return sql && !looksLikeProse(inside) ? `\`${withoutLiterals(inside)}\`` : "`(not sent)`";
  });
}

/** Whoever opens a pull request names its files. */
const FILE = /\.(?:ya?ml|sql|py|csv|md|json)$/iu;

/** An owner's name may be that of a person. */
function isOnPeople({ kind }: Evidence): boolean {
  return kind === "owner";
}

/** Kinds of evidence whose before and after are descriptions. */
const DESCRIPTIONS = /description|docs/u;

function differencesOf(evidence: readonly Evidence[], send: SendSettings): FindingFacts["differences"] {
  const told = evidence.findIndex(({ kind }) => kind === "rule");
  const own = told === -1 ? evidence : evidence.slice(0, told);
  return own
    .filter((item) => (item.before ?? item.after) !== undefined && isSent(item, send))
    .slice(0, MOST_DIFFERENCES)
    .map(({ column, kind, before, after }) => ({
      of: column ?? kind,
      ...(before === undefined ? {} : { before: valueOf(before) }),
      ...(after === undefined ? {} : { after: valueOf(after) }),
    }));
}

function isSent(item: Evidence, { descriptions, sql }: SendSettings): boolean {
  const { kind, column, before = "", after = "" } = item;
  if (isOnPeople(item) || !isPlainName(column ?? kind)) return false;
  if (DESCRIPTIONS.test(kind)) return descriptions;
  const isCode = sql && ![before, after].some(looksLikeProse);
  return isCode || [before, after].every((value) => value === "" || isNoCode(value));
}

function valueOf(text: string): string {
  return scrubbed(withoutLiterals(text.slice(0, VALUE * 8)), VALUE);
}

const TESTS: ReadonlySet<string> = new Set(["test", "unit_test"]);
/** What people look at comes first. */
const ORDER: readonly string[] = ["exposure", "metric", "saved_query", "semantic_model", "model", "snapshot"];

function hitsOf(affected: readonly string[]): readonly string[] {
  return affected
    .filter((id) => !TESTS.has(typeOf(id)))
    .sort((left, right) => rankOf(left) - rankOf(right))
    .map(labelOf)
    .filter(isPlainName)
    .slice(0, MOST_HITS);
}

function rankOf(uniqueId: string): number {
  const at = ORDER.indexOf(typeOf(uniqueId));
  return at === -1 ? ORDER.length : at;
}

function typeOf(uniqueId: string): string {
  return uniqueId.slice(0, Math.max(uniqueId.indexOf("."), 0));
}

function countsOf(affected: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of affected) {
    const type = typeOf(id).replaceAll("_", " ");
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function teamsOf(owners: readonly Owner[]): readonly string[] {
  const groups = owners.filter(({ kind, name }) => kind === "group" && isPlainName(name));
  return [...new Set(groups.map(({ name }) => name))].slice(0, MOST_OWNERS);
}
