import type { ScopeFacts } from "../facts.ts";
import type { Resolved } from "../query.ts";
import type { Naming } from "./canonical.ts";
import { pathOf, withoutOccurrence } from "./side.ts";
import type { Spelling } from "./spelling.ts";

/**
 * Columns, as `path.column`, that one side makes and the other only passes on, with what the other passes on. The scope
 * itself shows the difference; its readers would show it again.
 */
export type PassedColumns = ReadonlyMap<string, Resolved>;

interface Names {
  /** A scope's path as base calls it. */
  readonly path: (path: string) => string;
  /** A column, as `path.column`, as base calls it. */
  readonly renames: ReadonlyMap<string, string>;
  readonly passed: PassedColumns;
  /** Relations that stand where base has another one: the swap is told once, and nowhere else. */
  readonly swaps: ReadonlyMap<string, string>;
  readonly spelling: Spelling;
}

/** A relation or scope as base calls it. */
export function sharedSource(path: Names["path"]): (source: string) => string {
  return (name) => {
    const bare = withoutOccurrence(name);
    const own = pathOf(bare);
    return own === null ? name : `@${path(own)}${name.slice(bare.length)}`;
  };
}

/** Calls the scopes and columns of a side as base calls them. */
export function sharedNaming({ path, renames, passed, swaps, spelling }: Names): Naming {
  const plain = sharedSource(path);
  const source = (name: string): string => {
    const bare = withoutOccurrence(name);
    const swapped = swaps.get(bare);
    return swapped === undefined ? plain(name) : `${swapped}${name.slice(bare.length)}`;
  };
  return {
    source,
    column: (owner, column) => {
      const bare = withoutOccurrence(owner);
      const key = `${pathOf(bare) ?? ""}.${column}`;
      const origin = passed.get(key);
      if (origin !== undefined) return `${source(origin.source)}${owner.slice(bare.length)}.${origin.column}`;
      return `${source(owner)}.${renames.get(key) ?? column}`;
    },
    spelling,
  };
}

/** The columns of `made` that `other`, the same scope of the other side, only passes on. */
export function passedColumns(made: ScopeFacts, other: ScopeFacts): readonly (readonly [string, Resolved])[] {
  return made.columns.flatMap(({ name, expr }) => {
    const twin = other.columns.find((column) => column.name.key === name.key);
    const passes = twin?.expr.type === "resolved" && !twin.expr.source.includes("#") ? twin.expr : null;
    const makes = expr.type !== "resolved" || expr.source.includes("#");
    return passes === null || !makes ? [] : [[`${made.path}.${name.key}`, passes] as const];
  });
}

/** The columns that `other` passes on and `scope` has no more: a reader that still names one means the old one. */
export function lostColumns(scope: ScopeFacts, other: ScopeFacts): readonly (readonly [string, Resolved])[] {
  return other.columns.flatMap(({ name, expr }) => {
    const kept = scope.columns.some((column) => column.name.key === name.key);
    return kept || expr.type !== "resolved" ? [] : [[`${scope.path}.${name.key}`, expr] as const];
  });
}
