/** The rows that a query is taken to give. Every row holds one value, in all of its columns. Plain. */
export interface QueryRows {
  /** The columns of the result, as far as the query could be read. */
  readonly columns: readonly string[];
  readonly values: readonly string[];
  /** Where the values are taken from, as users read it: `the catalog`. Null: nobody knows them, and one stands for all. */
  readonly by: string | null;
}

/** The value that stands for all others where nobody knows them: what is made of it is seen once. */
export const ANY_VALUE = "__unknown_value__";

/** Queries of one text that are looked into, and the characters of one. */
const MOST_QUERIES = 8;
const LONGEST_QUERY = 20_000;

/** The queries of a text whose rows nobody told yet, each once, in their order. */
export class OpenQueries {
  readonly #texts = new Set<string>();

  note(sql: string): void {
    const isKept = this.#texts.size < MOST_QUERIES && sql.trim() !== "" && sql.length <= LONGEST_QUERY;
    if (isKept) this.#texts.add(sql);
  }

  list(): readonly string[] {
    return [...this.#texts];
  }
}
