import type { Relation } from "../manifest/node.ts";
import type { Edit } from "./change.ts";
import { compareText } from "./edits.ts";

type RelationPart = "database" | "schema" | "identifier";

/** One relation on both sides, with the configured value of each part where it is written. */
export interface RelationPair {
  readonly base: ConfiguredRelation;
  readonly head: ConfiguredRelation;
}

/** A relation with what the project configures of it. */
export interface ConfiguredRelation {
  readonly relation: Relation;
  /** The expression in the project's own text, null where nothing is configured. */
  readonly configured: Readonly<Record<RelationPart, string | null>>;
}

/**
 * How names of base's environment read in head's: production's `analytics` may be `pr_12` in CI.
 * A part is mapped only when most relations do not simply keep their name; then each name of base stands for the name
 * that most of its relations have in head, as long as no two names of base share one.
 */
export interface Environment {
  readonly database: ReadonlyMap<string, string>;
  readonly schema: ReadonlyMap<string, string>;
}

/**
 * Finds the environment's share in the names of relations.
 * `kept`: how many further relations are known to be the same on both sides.
 */
export function readEnvironment(pairs: readonly RelationPair[], kept: number): Environment {
  return { database: mapNames(pairs, "database", kept), schema: mapNames(pairs, "schema", kept) };
}

/**
 * Where the relation of an object moved. Configured values decide where they are written, else the rendered ones after
 * the environment is taken out; a move that only `generate_schema_name` makes is seen by the latter.
 */
export function diffRelation(pair: RelationPair, environment: Environment): readonly Edit[] {
  return PARTS.flatMap((aspect) => {
    const before = textOf(pair.base, aspect);
    const after = textOf(pair.head, aspect);
    if (!moved(pair, aspect, environment)) return [];
    return compareText({ part: "relation", aspect }, before, after);
  });
}

const PARTS: readonly RelationPart[] = ["database", "schema", "identifier"];

function moved(pair: RelationPair, part: RelationPart, environment: Environment): boolean {
  const before = pair.base.configured[part];
  const after = pair.head.configured[part];
  if (before !== after) return rendered(pair.base, part) !== rendered(pair.head, part);
  return explained(pair, part, environment) !== rendered(pair.head, part);
}

/** Base's rendered name as it would read in head's environment. */
function explained(pair: RelationPair, part: RelationPart, environment: Environment): string {
  const name = rendered(pair.base, part);
  return part === "identifier" ? name : (environment[part].get(name) ?? name);
}

/** Warehouses fold case by themselves, and adapters render one name in either case. */
function rendered(side: ConfiguredRelation, part: RelationPart): string {
  return (side.relation[part] ?? "").toLowerCase();
}

function textOf(side: ConfiguredRelation, part: RelationPart): string | null {
  return side.relation[part];
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
  return new Set(mapping.values()).size === mapping.size ? mapping : new Map();
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
