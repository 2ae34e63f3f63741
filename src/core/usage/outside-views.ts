import type { Dialect } from "../sql/dialect.ts";
import { NameIndex, type NamePlace } from "./name-index.ts";
import { Pieces, Unsure } from "./quick/cursor.ts";
import type { StatementRead } from "./quick/found.ts";
import { tokensOf, type Token } from "./quick/tokens.ts";

/** What stands before the name of a view that is made: `create or replace secure materialized view if not exists`. */
const MOST_WORDS = 10;

/**
 * The name of the view that a statement makes, as parts in lower case; null where it makes none, or a temporary one, which
 * only its own session sees.
 */
export function viewMadeBy(sql: string, dialect: Dialect): readonly string[] | null {
  if (!MAKES_VIEW.test(sql)) return null;
  const tokens = tokensOf(sql.slice(0, 4000), dialect).slice(0, MOST_WORDS * 3);
  const at = tokens.findIndex(({ kind, key }) => kind === "word" && key === "view");
  const before = tokens.slice(0, at).map(({ key }) => key);
  if (before[0] !== "create" || at > MOST_WORDS || before.some((word) => TEMPORARY.has(word))) return null;
  return nameAt(tokens.slice(hasCondition(tokens, at) ? at + 4 : at + 1));
}

/** Most statements are told by their first word. */
const MAKES_VIEW = /^(?:\s|--[^\n]*\n|\/\*[^*]*\*\/)*create\b[^;(]*\bview\b/iu;

const TEMPORARY = new Set(["temp", "temporary"]);

function hasCondition(tokens: readonly Token[], at: number): boolean {
  return ["if", "not", "exists"].every((word, index) => tokens[at + 1 + index]?.key === word);
}

/** Only the name is asked for, so that brackets which do not match behind it do not matter. */
function nameAt(tokens: readonly Token[]): readonly string[] | null {
  const end = tokens.findIndex(({ kind, key }) => kind === "mark" && key !== ".");
  try {
    const pieces = new Pieces(end < 0 ? tokens : tokens.slice(0, end));
    return pieces.isName(0) ? pieces.path(0).parts : null;
  } catch (error) {
    if (error instanceof Unsure) return null;
    throw error;
  }
}

/** What the id of a view outside the project begins with; no id of dbt does. */
const VIEW = "view:";

/** A view outside the project, and what the log calls it. */
interface OutsideView {
  readonly id: string;
  readonly parts: readonly string[];
  readonly reads: StatementRead[];
}

/**
 * Views that are not of the project, as far as the log has the statements that made them. Reading one is reading what its
 * definition reads, with all columns that it names, because the view breaks when one of them goes. Where it was made
 * several times all definitions count: a log that is grouped by statement does not tell which is the last.
 */
export class OutsideViews {
  readonly #index = new NameIndex<OutsideView>();
  readonly #views = new Map<string, OutsideView>();

  /** Notes a view; gives the id that stands for it until `expand`. What its name leaves out is taken from the session. */
  add(name: readonly string[], session: NamePlace): string {
    const parts = wholeName(name, session);
    const id = `${VIEW}${parts.join(".")}`;
    if (!this.#views.has(id)) {
      const view = { id, parts, reads: [] };
      this.#views.set(id, view);
      this.#index.add(view, parts);
    }
    return id;
  }

  /** What a definition of a view reads, views among it. */
  define(id: string, reads: readonly StatementRead[]): void {
    this.#views.get(id)?.reads.push(...reads);
  }

  /** The id of the view behind a name; null where the log made none, or several that may be meant. */
  find(parts: readonly string[], place: NamePlace): string | null {
    return this.#index.find(parts, place)?.id ?? null;
  }

  /** Views whose identifier is among some words. */
  among(words: ReadonlySet<string>): readonly Pick<OutsideView, "id" | "parts">[] {
    return [...this.#views.values()].filter(({ parts }) => words.has(parts.at(-1) ?? ""));
  }

  /** Reads in which what views read stands in the place of views, however many lie upon each other. */
  expand(reads: readonly StatementRead[]): readonly StatementRead[] {
    if (!reads.some(({ uniqueId }) => isOutsideView(uniqueId))) return reads;
    const found = new Map<string, { readonly columns: Set<string>; star: boolean }>();
    const seen = new Set<string>();
    const open = [...reads];
    for (let read = open.pop(); read !== undefined; read = open.pop()) {
      const { uniqueId, columns, star } = read;
      if (isOutsideView(uniqueId)) {
        if (!seen.has(uniqueId)) open.push(...(this.#views.get(uniqueId)?.reads ?? []));
        seen.add(uniqueId);
        continue;
      }
      const known = found.get(uniqueId) ?? { columns: new Set<string>(), star: false };
      for (const column of columns) known.columns.add(column);
      found.set(uniqueId, { ...known, star: known.star || star });
    }
    return [...found].map(([uniqueId, { columns, star }]) => ({
      uniqueId,
      columns: [...columns].sort(),
      star,
    }));
  }
}

/** Whether an id stands for a view outside the project. */
export function isOutsideView(id: string): boolean {
  return id.startsWith(VIEW);
}

function wholeName(name: readonly string[], { database, schema }: NamePlace): readonly string[] {
  const before = [database, schema].slice(0, Math.max(3 - name.length, 0)).map((part) => part?.toLowerCase());
  if (name.length === 1 && before[1] === undefined) return name;
  return [...before.flatMap((part) => part ?? []), ...name];
}
