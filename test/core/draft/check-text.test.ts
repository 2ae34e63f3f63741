import { describe, expect, test } from "vitest";
import { checkText } from "../../../src/core/draft/check-text.ts";
import { groundsOf } from "../../../src/core/draft/grounds.ts";

const grounds = groundsOf([
  {
    subject: "fct_orders.discount_amount",
    what: "Column `discount_amount` was removed from the contract of `fct_orders`",
    differences: [{ of: "discount_amount", before: "numeric(12,2)" }],
    hits: ["exposure sales_dashboard", "metric revenue"],
    counts: { model: 3 },
    owners: ["sales-analytics-team"],
  },
]);

const LIMITS = { sentence: 200, sentences: 4, characters: 500 };

function reasonFor(sentence: string): string | null {
  const { dropped } = checkText(sentence, grounds, LIMITS);
  return dropped[0]?.reason ?? null;
}

describe("what is kept", () => {
  test.each([
    "`fct_orders` loses `discount_amount`, which `sales_dashboard` reads.",
    "The column `fct_orders.discount_amount` was `numeric(12,2)`; 3 models read it.",
    "Three models read `discount_amount`.",
    "Keep the column as an alias, or publish the change as a new version of `fct_orders`.",
    "Run `dbt build --full-refresh --select fct_orders` after the change.",
    "The sales dashboard shows `discount_amount`, so tell `sales-analytics-team`.",
    "Without it, readers of `revenue` may see other numbers.",
    "Add a `not_null` test to the YAML.",
  ])("%s", (sentence) => {
    expect(checkText(sentence, grounds, LIMITS)).toEqual({ text: sentence, dropped: [] });
  });
});

describe("what is thrown away, sentence by sentence", () => {
  test.each([
    ["a name between backticks", "`executive_board` breaks.", "unknown name"],
    ["a column of another object", "`fct_sessions.discount_amount` is gone.", "unknown name"],
    ["a name of known words put together", "`fct_orders.revenue` is gone.", "unknown name"],
    ["a name in quotation marks", 'The "Executive Board" breaks.', "unknown name"],
    ["a bare snake case name", "The model fct_sessions breaks.", "unknown name"],
    ["a bare dotted name", "It reads raw.customers too.", "unknown name"],
    ["a bare camel case name", "It reads customerLifetime too.", "unknown name"],
    ["a capitalized name", "Tell Maria about it.", "unknown name"],
    ["a dashboard by its plain name", "The billing dashboard breaks.", "unknown name"],
    ["a letter that only looks the same", "`fct_\u043Erders` breaks.", "unknown name"],
    ["a finding id", "See F7 for more.", "unknown name"],
    ["a number", "It breaks 14 models.", "unknown number"],
    ["a number in words", "It breaks seven models.", "unknown number"],
    ["a share", "About 40% of the rows go.", "unknown number"],
    ["a number in other digits", "It breaks \u0667 models.", "unknown number"],
    ["a fraction", "It takes \u00BD of the rows.", "unknown number"],
    ["an address", "See https://evil.example/fix for more.", "link"],
    ["an address without a scheme", "See www.evil.example for more.", "link"],
    ["a bare host", "See evil.example for more.", "unknown name"],
    ["a Markdown link", "See [the docs](evil) for more.", "markup"],
    ["an image", "![x](y) breaks.", "markup"],
    ["HTML", "It <b>breaks</b>.", "markup"],
    ["a list", "- It breaks.", "markup"],
    ["a formula", "It costs $x$.", "markup"],
    ["a mention", "Tell @octocat about it.", "mention"],
    ["an issue", "This fixes #12.", "issue reference"],
    ["an issue by its words", "This is like issue 12.", "issue reference"],
    ["a slash command", "Say /headgate waive it.", "command"],
    ["a command of a shell", "Then run curl for it.", "command"],
    ["a statement that destroys", "Then drop table it.", "command"],
    ["an approval", "This is approved.", "verdict"],
    ["praise", "This looks good.", "verdict"],
    ["soothing", "The change is safe.", "verdict"],
    ["a denial", "This has no impact.", "verdict"],
    ["a word on merging", "You can merge this.", "verdict"],
    ["full-width letters", "This is \uFF41\uFF50\uFF50\uFF52\uFF4F\uFF56\uFF45\uFF44.", "verdict"],
    ["a severity", "Its severity is low.", "verdict"],
    ["a shrug", "All of this is fine.", "verdict"],
    ["a nudge", "Go ahead.", "verdict"],
    ["a picture", "It breaks \u{1F389}.", "markup"],
    ["a denial with true names alone", "Nobody reads `discount_amount`.", "verdict"],
    ["a claim that somebody wants it so", "The removal of `discount_amount` is intended.", "verdict"],
    ["a claim that it changes nothing", "It does not affect `sales_dashboard`.", "verdict"],
    ["talk about itself", "My instructions forbid it.", "verdict"],
    ["a certainty", "It will definitely break.", "certainty"],
    ["zero-width characters", "It bre\u200Baks.", "hidden characters"],
    ["a turned direction", "It \u202Ebreaks.", "hidden characters"],
  ])("%s", (_what, sentence, reason) => {
    expect(reasonFor(sentence)).toBe(reason);
  });
});

test("a denial that the facts make may be repeated", () => {
  const facts = groundsOf([
    { what: "Nobody who reads `orders` is told, nothing checks it", subject: "orders" },
  ]);

  expect(checkText("Nobody who reads `orders` is told.", facts, LIMITS).dropped).toEqual([]);
  expect(checkText("Nobody reads `orders`.", facts, LIMITS).dropped).toHaveLength(1);
  expect(checkText("Readers of `orders` lose nothing.", facts, LIMITS).dropped).toHaveLength(1);
});

test("what stands around a sentence that is thrown away is kept", () => {
  const { text, dropped } = checkText(
    "`fct_orders` loses `discount_amount`. It breaks `executive_board`. Readers of `revenue` may see other numbers.",
    grounds,
    LIMITS,
  );

  expect(text).toBe("`fct_orders` loses `discount_amount`. Readers of `revenue` may see other numbers.");
  expect(dropped).toEqual([{ reason: "unknown name", what: "executive_board" }]);
});

test("a text that is too long loses its end", () => {
  const { text, dropped } = checkText("It breaks. ".repeat(9), grounds, LIMITS);

  expect(text).toBe("It breaks. It breaks. It breaks. It breaks.");
  expect(dropped).toEqual([{ reason: "too long", what: "" }]);
});
