import type { ScopeFacts, StatementFacts } from "../facts.ts";
import { canonicalText, conditionTexts, type Naming } from "./canonical.ts";
import type { Expr } from "../query.ts";

/** One side of a comparison: its scopes by path, and how its expressions are written in words that both sides share. */
export interface SqlSide {
  readonly facts: StatementFacts;
  readonly scopes: ReadonlyMap<string, ScopeFacts>;
  readonly text: (expr: Expr) => string;
  /** The texts of the conditions that a condition asks for at once: BETWEEN asks for two. */
  readonly conditions: (condition: Expr) => readonly string[];
  /** A relation or scope by the name that both sides share. */
  readonly source: (source: string) => string;
}

/** A side whose expressions are written by `naming`. */
export function sideOf(facts: StatementFacts, naming: Naming, source: SqlSide["source"]): SqlSide {
  return {
    facts,
    scopes: new Map(facts.scopes.map((scope) => [scope.path, scope])),
    text: (expr) => canonicalText(expr, naming),
    conditions: (condition) => conditionTexts(condition, naming),
    source,
  };
}

/** The path of a scope that a source names, null where it names a relation. */
export function pathOf(source: string): string | null {
  return source.startsWith("@") ? source.slice(1).replace(/#\d+$/u, "") : null;
}

/** A source without the number that tells two readings of it apart. */
export function withoutOccurrence(source: string): string {
  return source.replace(/#\d+$/u, "");
}
