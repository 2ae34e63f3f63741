import { expect, test } from "vitest";
import { parseType } from "../../../src/core/types/parse-type.ts";

test("words after the parentheses belong to the name", () => {
  expect(parseType("TIMESTAMP(3)  WITH TIME ZONE")).toEqual({
    name: "timestamp with time zone",
    sizes: [3],
    members: [],
  });
});

test("members of a struct have names, elements of an array have none", () => {
  expect(parseType("struct<items array<string>, total numeric(10, 2)>")).toEqual({
    name: "struct",
    sizes: [],
    members: [
      {
        name: "items",
        type: {
          name: "array",
          sizes: [],
          members: [{ name: null, type: { name: "string", sizes: [], members: [] } }],
        },
      },
      { name: "total", type: { name: "numeric", sizes: [10, 2], members: [] } },
    ],
  });
});

test("a type in parentheses is a member, a number is a size", () => {
  const type = parseType("Nullable(Decimal(16, 2))");

  expect(type.name).toBe("nullable");
  expect(type.members[0]?.type).toEqual({ name: "decimal", sizes: [16, 2], members: [] });
});

test("a length with its unit is a length", () => {
  expect(parseType("varchar2(10 char)").sizes).toEqual([10]);
});

test("text that is no type becomes a name", () => {
  expect(parseType("int) or (text")).toEqual({ name: "int) or (text", sizes: [], members: [] });
});
