import type { Stretch } from "./clauses.ts";

/** An object of the project as a query may name it. `columns` in lower case; null where they are not known. */
export interface KnownObject {
  readonly uniqueId: string;
  readonly columns: ReadonlySet<string> | null;
}

/** A column of an object of the project. */
export interface Target {
  readonly uniqueId: string;
  readonly column: string;
}

/** An expression, and where its names are looked up. */
export interface Item {
  readonly stretch: Stretch;
  readonly scope: Scope;
}

/**
 * What stands behind a name in FROM. Columns that a subquery lists have been counted by it; those that a star passes on
 * are looked for in `passes`.
 */
export interface Offer {
  readonly table: KnownObject | null;
  /** Names that a subquery gives to its own columns; null where nobody knows what one is computed from. */
  readonly listed: ReadonlyMap<string, Item | null>;
  readonly passes: readonly Offer[];
  /** Whether there may be columns that nobody knows of. */
  readonly open: boolean;
  /** What a subquery reads. */
  readonly from: readonly Offer[];
  /** What it filters its rows by. */
  readonly where: Item | null;
  /** Whether each of its rows is one of what it reads: not grouped, not cut off, no set operation. */
  readonly keepsRows: boolean;
}

/** A relation that the project does not know. */
export const FOREIGN: Offer = {
  table: null,
  listed: new Map(),
  passes: [],
  open: true,
  from: [],
  where: null,
  keepsRows: true,
};

export function tableOffer(table: KnownObject): Offer {
  return { ...FOREIGN, table, open: table.columns === null };
}

/** Whether an offer surely has a column. */
export function surelyHas(offer: Offer, name: string): boolean {
  if (offer.listed.has(name)) return true;
  if (offer.table?.columns?.has(name) === true) return true;
  return offer.passes.some((passed) => surelyHas(passed, name));
}

/** Where a column of an offer comes from, as far as it is an object's own. */
export function targetsOf(offer: Offer, name: string): readonly Target[] {
  if (offer.listed.has(name)) return [];
  const { table } = offer;
  if (table !== null) {
    const has = table.columns === null || table.columns.has(name);
    return has ? [{ uniqueId: table.uniqueId, column: name }] : [];
  }
  return offer.passes.flatMap((passed) => targetsOf(passed, name));
}

/** The objects all of whose columns a star over an offer takes. */
export function starredIn(offer: Offer): readonly string[] {
  if (offer.table !== null) return [offer.table.uniqueId];
  return offer.passes.flatMap(starredIn);
}

export interface Input {
  readonly label: string;
  readonly offer: Offer;
}

/** The inputs of one SELECT, inside those of the queries around it. */
export interface Scope {
  readonly inputs: readonly Input[];
  /** What the SELECT calls its own columns. */
  readonly aliases: ReadonlySet<string>;
  readonly outer: Scope | null;
}

/** The columns that a name stands for, first among the inputs of the SELECT itself; none where it is no column. */
export function findName(name: string, scope: Scope | null): readonly Target[] {
  if (scope === null) return [];
  const sure = scope.inputs.filter(({ offer }) => surelyHas(offer, name));
  if (sure.length > 0) return sure.flatMap(({ offer }) => targetsOf(offer, name));
  if (scope.aliases.has(name)) return [];
  const open = scope.inputs.filter(({ offer }) => offer.open);
  const [only] = open;
  if (only !== undefined) return open.length === 1 ? targetsOf(only.offer, name) : [];
  return findName(name, scope.outer);
}

/** The input that a label names. */
export function findLabel(label: string, scope: Scope | null): Offer | null {
  for (let at = scope; at !== null; at = at.outer) {
    const input = at.inputs.find((candidate) => candidate.label === label);
    if (input !== undefined) return input.offer;
  }
  return null;
}
