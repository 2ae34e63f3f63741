import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { Severity } from "../report.ts";
import type { Feedback, PublishedFinding, PublishedReview, PullState, Waiver } from "./state.ts";

/** Severities by the number that stands for them. */
const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];
const VERSION = 1;

/** The state as a short JSON value: lists instead of keys, rules named once, findings numbered by their place. */
export function encodeState(state: PullState): JsonObject {
  const { published } = state;
  const rules = [...new Set(published?.findings.map(({ rule }) => rule) ?? [])];
  return {
    v: VERSION,
    w: state.waivers.map((one) => [
      one.fingerprint,
      one.by,
      one.reason,
      one.at,
      one.headSha,
      SEVERITIES.indexOf(one.severity),
    ]),
    f: state.feedback.map((one) => [
      one.fingerprint,
      one.rule,
      one.verdict === "good" ? 1 : 0,
      one.by,
      one.why,
      one.at,
    ]),
    p: state.isPaused ? 1 : 0,
    a: state.allowedHeads,
    r: rules,
    ...(published?.at === undefined ? {} : { t: published.at }),
    l:
      published === null
        ? null
        : [
            published.headSha,
            published.baseSha,
            published.findings.map((one) => [
              one.fingerprint,
              rules.indexOf(one.rule),
              SEVERITIES.indexOf(one.severity),
              one.isWaived ? 1 : 0,
            ]),
            ...(published.inputs === undefined ? [] : [published.inputs]),
          ],
  };
}

/**
 * The state that such a value holds; null when it is none. It comes from a comment: every item is read by itself, and one
 * that is not as it should be makes the whole unreadable, because half a state would waive or forget without a word.
 */
export function decodeState(value: Json): PullState | null {
  if (!isObject(value) || value["v"] !== VERSION) return null;
  const rules = listOf(value["r"], textOf);
  const waivers = listOf(value["w"], waiverOf);
  const feedback = listOf(value["f"], feedbackOf);
  const allowedHeads = listOf(value["a"], shaOf);
  if (rules === null || waivers === null || feedback === null || allowedHeads === null) return null;
  const review = value["l"] === null ? null : publishedOf(value["l"], rules);
  if (review === null && value["l"] !== null) return null;
  const published = withTime(review, textOf(value["t"]));
  return { waivers, feedback, isPaused: value["p"] === 1, allowedHeads, published };
}

function withTime(review: PublishedReview | null, at: string | null): PublishedReview | null {
  return review === null || at === null ? review : { ...review, at };
}

/** A list whose items are all readable, else null. */
function listOf<T>(value: Json | undefined, read: (item: Json) => T | null): readonly T[] | null {
  if (!isList(value)) return null;
  const items: T[] = [];
  for (const item of value) {
    const one = read(item);
    if (one === null) return null;
    items.push(one);
  }
  return items;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function shaOf(value: Json | undefined): string | null {
  return typeof value === "string" && /^(?:[\da-f]{40}|[\da-f]{64})$/u.test(value) ? value : null;
}

function severityOf(value: Json | undefined): Severity | null {
  return typeof value === "number" ? (SEVERITIES[value] ?? null) : null;
}

function waiverOf(value: Json): Waiver | null {
  if (!isList(value)) return null;
  const [fingerprint, by, reason, at] = value.slice(0, 4).map(textOf);
  const [headSha, severity] = [shaOf(value[4]), severityOf(value[5])];
  if (isMissing(fingerprint) || isMissing(by) || isMissing(reason) || isMissing(at)) return null;
  return headSha === null || severity === null ? null : { fingerprint, by, reason, at, headSha, severity };
}

function feedbackOf(value: Json): Feedback | null {
  if (!isList(value)) return null;
  const [fingerprint, rule, by, at] = [value[0], value[1], value[3], value[5]].map(textOf);
  if (isMissing(fingerprint) || isMissing(rule) || isMissing(by) || isMissing(at)) return null;
  return { fingerprint, rule, verdict: value[2] === 1 ? "good" : "bad", by, why: textOf(value[4]), at };
}

function publishedOf(value: Json | undefined, rules: readonly string[]): PublishedReview | null {
  if (!isList(value)) return null;
  const [headSha, baseSha] = [shaOf(value[0]), shaOf(value[1])];
  const read = listOf(value[2], (item) => findingOf(item, rules));
  if (headSha === null || baseSha === null || read === null) return null;
  const inputs = textOf(value[3]);
  const findings = read.map((finding, index) => ({ ...finding, id: `F${index + 1}` }));
  return { headSha, baseSha, findings, ...(inputs === null ? {} : { inputs }) };
}

function findingOf(value: Json, rules: readonly string[]): Omit<PublishedFinding, "id"> | null {
  if (!isList(value)) return null;
  const [fingerprint, severity] = [textOf(value[0]), severityOf(value[2])];
  const rule = typeof value[1] === "number" ? rules[value[1]] : undefined;
  if (fingerprint === null || severity === null || rule === undefined) return null;
  return { fingerprint, rule, severity, isWaived: value[3] === 1 };
}

function isMissing(value: string | null | undefined): value is null | undefined {
  return value === null || value === undefined;
}
