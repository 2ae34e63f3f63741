import type { Confidence, OutputColumn, StatementFacts } from "./facts.ts";
import type { SqlReading } from "./reading.ts";
import type { TextOrigin } from "./source-text.ts";

/** What of a text decides how far its reading is to be trusted. */
interface Text {
  readonly origin: TextOrigin;
  /** Why its columns are not all that the object has. */
  readonly incomplete: string | null;
}

/** A reading with the confidence that the origin of its text allows. */
export function withOrigin(reading: SqlReading, { origin, incomplete }: Text): SqlReading {
  if (reading.state !== "read" || origin === "compiled") return reading;
  const facts = lowered(reading.facts, origin);
  return { state: "read", facts: { ...facts, incomplete: facts.incomplete ?? incomplete } };
}

/** What was not compiled by dbt is never sure; what was guessed less so. */
const MOST: Readonly<Record<Exclude<TextOrigin, "compiled">, Confidence>> = {
  rendered: "medium",
  guessed: "low",
};

const DOUBTS: Readonly<Record<Exclude<TextOrigin, "compiled">, string>> = {
  rendered: "it was read from raw SQL",
  guessed: "it was read from raw SQL that depends on something unknown",
};

function lowered(facts: StatementFacts, origin: Exclude<TextOrigin, "compiled">): StatementFacts {
  const columns = facts.columns.map((column): OutputColumn => ({
    ...column,
    confidence: lower(column.confidence, MOST[origin]),
    doubts: [...column.doubts, DOUBTS[origin]],
  }));
  return { ...facts, origin, columns };
}

const ORDER: readonly Confidence[] = ["low", "medium", "high"];

function lower(left: Confidence, right: Confidence): Confidence {
  return ORDER.indexOf(left) < ORDER.indexOf(right) ? left : right;
}

/** How sure a row of the result is, which no column stands for. */
export function rowConfidence({ origin }: StatementFacts): Confidence {
  return origin === undefined ? "high" : MOST[origin];
}
