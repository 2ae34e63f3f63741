import { partsOf, type Readable, type Reader } from "./known-columns.ts";

/**
 * The relations that a text of base writes out by name, of those that head's text reads by `ref` or `source`: one
 * relation, however it is written. A name without a database means the one that the reader itself is built in.
 */
export function writtenOut(sql: string, reader: Reader, wanted: readonly Readable[]): readonly Readable[] {
  const text = sql.toLowerCase().replaceAll(QUOTES, "");
  const home = "relation" in reader ? (reader.relation?.database ?? null) : null;
  return wanted.filter((other) => {
    const parts = partsOf(other).map((part) => part.toLowerCase());
    const isAtHome = home !== null && other.relation?.database?.toLowerCase() === home.toLowerCase();
    return parts.length > 1 && text.includes((isAtHome ? parts.slice(-2) : parts).join("."));
  });
}

/** Whether two objects are one relation, as a source is that names what a model builds. */
export function isSameRelation(left: Readable, right: Readable): boolean {
  return partsOf(left).join(".").toLowerCase() === partsOf(right).join(".").toLowerCase();
}

const QUOTES = /["`[\]]/gu;
