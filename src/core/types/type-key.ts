import { parseType, type DataType, type Member } from "./parse-type.ts";
import type { TypeNames } from "./type-names.ts";

/** One text for every spelling of the same type: aliases and sizes that go without saying are written out. */
export function typeKey(text: string, names: TypeNames): string {
  return keyOf(parseType(text), names);
}

function keyOf({ name, sizes, members }: DataType, names: TypeNames): string {
  const known = Object.hasOwn(names.aliases, name) ? (names.aliases[name] ?? name) : name;
  const usual = Object.hasOwn(names.defaultSizes, known) ? (names.defaultSizes[known] ?? []) : [];
  const parts = [
    ...(sizes.length > 0 ? sizes : usual).map(String),
    ...members.map((member) => memberKey(member, names)),
  ];
  return parts.length === 0 ? known : `${known}(${parts.join(",")})`;
}

function memberKey({ name, type }: Member, names: TypeNames): string {
  return `${name === null ? "" : `${name} `}${keyOf(type, names)}`;
}
