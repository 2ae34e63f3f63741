import type { Relation } from "../manifest/node.ts";
import type { Edit } from "./change.ts";
import { compareText } from "./edits.ts";

export type RelationPart = "database" | "schema" | "identifier";

/** One relation on both sides, with the configured value of each part where it is written. */
export interface RelationPair {
  readonly base: ConfiguredRelation;
  readonly head: ConfiguredRelation;
  /** Whether dbt names it after its node, and that kept its name: then a macro or an environment names it otherwise. */
  readonly keepsName: boolean;
}

/** A relation with what the project configures of it. */
export interface ConfiguredRelation {
  readonly relation: Relation;
  /** The expression in the project's own text, else what it came to, null where nothing is configured. */
  readonly configured: Readonly<Record<RelationPart, string | null>>;
}

/**
 * How names of base's environment read in head's: production's `analytics` may be `pr_12` in CI.
 * A part is mapped only when most relations do not simply keep their name; then each name of base stands for the name
 * that most of its relations have in head. Several may stand for one: dbt's own `generate_schema_name_for_env` puts
 * everything into one schema outside production.
 */
export interface Environment {
  readonly database: ReadonlyMap<string, string>;
  readonly schema: ReadonlyMap<string, string>;
  /** True when most identifiers differ though their nodes kept their names: `generate_alias_name` of another environment. */
  readonly renamesAll: boolean;
}

/** How many relations, beyond those that are compared, are known to be the same on both sides. */
export interface KeptRelations {
  readonly all: number;
  /** Those that dbt builds, without sources. */
  readonly built: number;
}

/**
 * Finds the environment's share in the names of relations.
 * `renamed`: the parts whose naming macro changed. Of these nobody can tell the macro's doing from the environment's,
 * so that nothing is taken out.
 */
export function readEnvironment(
  pairs: readonly RelationPair[],
  kept: KeptRelations,
  renamed: { readonly has: (part: RelationPart) => boolean },
): Environment {
  return {
    database: renamed.has("database") ? new Map() : mapNames(pairs, "database", kept.all),
    schema: renamed.has("schema") ? new Map() : mapNames(pairs, "schema", kept.all),
    renamesAll: !renamed.has("identifier") && renamesMost(pairs, kept.built),
  };
}

/**
 * Where the relation of an object moved. Configured values decide where they are written, else the rendered ones after
 * the environment is taken out; a move that only `generate_schema_name` makes is seen by the latter.
 */
export function diffRelation(pair: Compared, environment: Environment): readonly Edit[] {
  return PARTS.flatMap((aspect) => {
    const before = textOf(pair.base, aspect);
    const after = textOf(pair.head, aspect);
    if (!moved(pair, aspect, environment)) return [];
    return compareText({ part: "relation", aspect }, before, after);
  });
}

type Compared = Pick<RelationPair, "base" | "head">;

const PARTS: readonly RelationPart[] = ["database", "schema", "identifier"];

/** Whether the aspect of an edit of a relation is one of its parts. */
export function isRelationPart(aspect: string): aspect is RelationPart {
  return PARTS.some((part) => part === aspect);
}

function moved(pair: Compared, part: RelationPart, environment: Environment): boolean {
  const [before, after] = [rendered(pair.base, part), rendered(pair.head, part)];
  if (pair.base.configured[part] !== pair.head.configured[part]) return before !== after;
  if (part === "identifier") return before !== after && !environment.renamesAll;
  return (environment[part].get(before) ?? before) !== after;
}

/** Warehouses fold case by themselves, and adapters render one name in either case. */
function rendered(side: ConfiguredRelation, part: RelationPart): string {
  return (side.relation[part] ?? "").toLowerCase();
}

function textOf(side: ConfiguredRelation, part: RelationPart): string | null {
  return side.relation[part];
}

/** One or two other names may be anybody's doing. */
const A_PATTERN = 3;

function renamesMost(pairs: readonly RelationPair[], kept: number): boolean {
  const named = pairs.filter(({ keepsName }) => keepsName);
  const others = named.filter(
    ({ base, head }) => rendered(base, "identifier") !== rendered(head, "identifier"),
  );
  return others.length >= A_PATTERN && others.length * 2 > named.length + kept;
}

function mapNames(
  pairs: readonly RelationPair[],
  part: "database" | "schema",
  kept: number,
): ReadonlyMap<string, string> {
  const same = pairs.filter((pair) => rendered(pair.base, part) === rendered(pair.head, part)).length;
  if ((same + kept) * 2 >= pairs.length + kept) return new Map();
  const mapping = new Map<string, string>();
  for (const [name, heads] of countHeads(pairs, part)) {
    const [most] = [...heads].sort((left, right) => right[1] - left[1]);
    if (most !== undefined) mapping.set(name, most[0]);
  }
  return mapping;
}

function countHeads(
  pairs: readonly RelationPair[],
  part: RelationPart,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const pair of pairs) {
    const heads = counts.get(rendered(pair.base, part)) ?? new Map<string, number>();
    const name = rendered(pair.head, part);
    heads.set(name, (heads.get(name) ?? 0) + 1);
    counts.set(rendered(pair.base, part), heads);
  }
  return counts;
}
