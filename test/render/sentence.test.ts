import { expect, test } from "vitest";
import { htmlSentence, markdownSentence, splitAdvice, splitSentence } from "../../src/render/sentence.ts";

test("names between backticks are parted from prose", () => {
  expect(splitSentence("Column `amount` is gone")).toEqual([
    { code: false, text: "Column " },
    { code: true, text: "amount" },
    { code: false, text: " is gone" },
  ]);
});

test("a last backtick without a partner is prose", () => {
  expect(splitSentence("a `b` c`d").filter((piece) => piece.code)).toEqual([{ code: true, text: "b" }]);
});

test("a long sentence is cut and keeps its code spans closed", () => {
  expect(markdownSentence(`see \`${"x".repeat(50)}\``, 20)).toBe("see `xxxxxxxxxxxxxxx…`");
});

test("a name is code in Markdown and in HTML, prose around it is escaped", () => {
  expect(markdownSentence("<b> `a<b>`")).toBe("&lt;b> <code>a&#60;b&#62;</code>");
  expect(htmlSentence("<b> `a<b>`")).toBe("&#60;b&#62; <code>a&#60;b&#62;</code>");
});

test("a fix of one line is a sentence", () => {
  expect(splitAdvice("Run `dbt build`.")).toEqual({ sentence: "Run `dbt build`.", block: "", language: "" });
});

test("what follows the first line of a fix is a block", () => {
  expect(splitAdvice("Describe them:\nmodels:\n  - name: orders")).toEqual({
    sentence: "Describe them:",
    block: "models:\n  - name: orders",
    language: "yaml",
  });
});

test("a fix that is YAML from its first line is all block", () => {
  expect(splitAdvice("models:\n  - name: orders").block).toBe("models:\n  - name: orders");
});

test("a fix that brings its own fence is not fenced twice", () => {
  expect(splitAdvice("Run this:\n```sh\ndbt build --full-refresh\n```").block).toBe(
    "dbt build --full-refresh",
  );
});
