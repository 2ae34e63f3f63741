import type { KnownObject, Offer, Target } from "./scope.ts";

/** What the rows of an aggregate were filtered by. */
export interface Conditions {
  /** Each as `unique_id.column`. */
  readonly columns: ReadonlySet<string>;
  /** What AND joins, in one spelling, literals included. */
  readonly texts: ReadonlySet<string>;
}

/** An aggregate over one object that a query computes: `sum` of `amount`. */
export interface QueryAggregate {
  readonly uniqueId: string;
  readonly aggregate: string;
  /** The argument in one spelling, without qualifiers, literals included; `*` for all rows. */
  readonly expr: string;
  readonly conditions: Conditions;
}

/** Collects what a statement reads. */
export class Found {
  readonly #columns = new Map<string, Set<string>>();
  readonly #starred = new Set<string>();
  readonly #aggregates: QueryAggregate[] = [];

  table({ uniqueId }: KnownObject): void {
    if (!this.#columns.has(uniqueId)) this.#columns.set(uniqueId, new Set());
  }

  columns(targets: readonly Target[]): void {
    for (const { uniqueId, column } of targets) this.#columns.get(uniqueId)?.add(column);
  }

  starred(ids: readonly string[]): void {
    for (const id of ids) this.#starred.add(id);
  }

  aggregate(aggregate: QueryAggregate): void {
    this.#aggregates.push(aggregate);
  }

  reads(): readonly StatementRead[] {
    return [...this.#columns].map(([uniqueId, columns]) => ({
      uniqueId,
      columns: [...columns].sort(),
      star: this.#starred.has(uniqueId),
    }));
  }

  aggregates(): readonly QueryAggregate[] {
    return this.#aggregates;
  }
}

/** What a statement reads of one object. */
export interface StatementRead {
  readonly uniqueId: string;
  /** Columns that it names, in lower case. */
  readonly columns: readonly string[];
  /** Whether it takes all columns with a star. */
  readonly star: boolean;
}

/** What reading a query needs from around it. */
export interface Surroundings {
  readonly found: Found;
  /** The object behind a name; null for one that is not of the project. */
  readonly find: (parts: readonly string[]) => KnownObject | null;
}

/** Names that WITH gave, by label. */
export type Env = ReadonlyMap<string, Offer>;
