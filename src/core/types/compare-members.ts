import type { DataType, Member } from "./parse-type.ts";
import type { TypeDifference } from "./type-difference.ts";

type Compare = (before: DataType, after: DataType) => TypeDifference;

/**
 * How the members of two structs or the elements of two arrays differ: the gravest difference of all.
 * A member that is gone narrows the type, one more widens it. Order counts only where members have no name.
 */
export function compareMembers(before: DataType, after: DataType, compare: Compare): TypeDifference {
  const others = byKey(after.members);
  const differences: TypeDifference[] = [];
  for (const [key, member] of byKey(before.members)) {
    const other = others.get(key);
    differences.push(other === undefined ? { kind: "narrowed" } : compare(member.type, other.type));
    others.delete(key);
  }
  if (others.size > 0) differences.push({ kind: "widened" });
  return gravest(differences);
}

function byKey(members: readonly Member[]): Map<string, Member> {
  return new Map(members.map((member, at) => [member.name ?? `#${at}`, member]));
}

const GRAVITY: readonly TypeDifference["kind"][] = [
  "family changed",
  "narrowed",
  "retyped",
  "declared",
  "widened",
  "size narrowed",
  "size changed",
  "size widened",
];

function gravest(differences: readonly TypeDifference[]): TypeDifference {
  for (const kind of GRAVITY) {
    const found = differences.find((difference) => difference.kind === kind);
    if (found !== undefined) return found;
  }
  return { kind: "same" };
}
