import { KnownError } from "../../errors.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { Found, Rule, Words } from "../../rules/rule.ts";
import { nodeById } from "../manifest/artifacts.ts";
import type { Fidelity } from "../report.ts";
import { wordsOf } from "./words.ts";

/** Something a rule found, with the rule that found it and its words. */
export interface Judged {
  readonly rule: Rule;
  readonly found: Found;
  readonly words: Words;
}

/** What all rules found, in the order of the catalogue, and which rules could not be run. */
export interface RuleRun {
  readonly judged: readonly Judged[];
  readonly failures: readonly Fidelity[];
}

/**
 * Runs every rule. One that throws costs its own findings and is said in the report; the others stand. Throws `KnownError`
 * where an artifact cannot be used after all: much of base is only read when a rule asks for it.
 */
export function runRules(rules: readonly Rule[], context: RuleContext): RuleRun {
  const judged: Judged[] = [];
  const failures: Fidelity[] = [];
  for (const rule of rules) {
    try {
      const found = rule.check(context);
      judged.push(
        ...found.map((one) => ({ rule, found: one, words: wordsOf(rule, one, placeOf(one, context)) })),
      );
    } catch (error) {
      if (error instanceof KnownError) throw error;
      failures.push(failureOf(rule, error));
    }
  }
  return { judged, failures };
}

function placeOf({ subject }: Found, { artifacts, authors }: RuleContext): "own" | "installed" {
  const node = nodeById(artifacts, subject.uniqueId);
  return node === undefined || authors.has(node.packageName) ? "own" : "installed";
}

function failureOf(rule: Rule, error: unknown): Fidelity {
  const cause = error instanceof Error ? error.message : String(error);
  return {
    input: `rule ${rule.id}`,
    state: "unreadable",
    effect: `The rule failed and found nothing: ${cause}`,
    fix: "This is a fault of Headgate: please report it with the two manifests.",
  };
}
