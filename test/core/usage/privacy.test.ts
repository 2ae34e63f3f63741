import { describe, expect, test } from "vitest";
import { withinPrivacy, withoutAddresses } from "../../../src/core/usage/privacy.ts";
import { joinLogs } from "../../../src/core/usage/usage-log.ts";
import { useWords } from "../../../src/core/usage/use-words.ts";
import { logWith, useWith } from "../../support/usage.ts";

const FINANCE = { name: "Finance", people: 2 };
const log = logWith([
  useWith({ uniqueId: "model.shop.a", people: 5, names: ["ann", "ben"], teams: [FINANCE] }),
]);

describe("withinPrivacy", () => {
  test.each([
    ["counts", [], []],
    ["teams", [], [FINANCE]],
    ["names", ["ann", "ben"], [FINANCE]],
  ] as const)("%s of a snapshot that was built with names", (people, names, teams) => {
    expect(withinPrivacy(log, { people, teams: [] }).uses).toMatchObject([{ people: 5, names, teams }]);
  });
});

describe("teams", () => {
  test("stand in words with how many they are, and whoever is of none is among the others", () => {
    const [use] = log.uses;

    expect(use === undefined ? "" : useWords(use, null)).toBe(
      "1 query by 5 people (teams: Finance 2, others 3)",
    );
  });

  test("of several logs count as many people as the log that knows most of them", () => {
    const more = logWith([
      useWith({
        uniqueId: "model.shop.a",
        teams: [
          { ...FINANCE, people: 4 },
          { name: "Sales", people: 1 },
        ],
      }),
    ]);

    expect(joinLogs([log, more]).uses).toMatchObject([
      {
        teams: [
          { name: "Finance", people: 4 },
          { name: "Sales", people: 1 },
        ],
      },
    ]);
  });
});

test.each([
  ['select * from "ann.smith@example.com".t', 'select * from "?".t'],
  ["select * from `users`.`müller@firma.example`.t", "select * from `users`.`?`.t"],
  ["board of ann@corp", "board of ?"],
  ["select a @> b, c @@ d, e@?'x' from @stage", "select a @> b, c @@ d, e@?'x' from @stage"],
])("the addresses in %s", (text, without) => {
  expect(withoutAddresses(text)).toBe(without);
});
