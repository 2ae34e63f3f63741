import { describe, expect, test } from "vitest";
import {
  codeBlock,
  codeSpan,
  cut,
  escapeHtml,
  escapeMarkdown,
  escapeSummary,
  plainBlock,
  plainText,
} from "../../src/render/escape.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";

describe("every hostile name", () => {
  test.each(Object.entries(HOSTILE_NAMES))("%s stays one line without invisible characters", (_, name) => {
    const texts = [
      plainText(name),
      escapeMarkdown(name),
      codeSpan(name),
      escapeHtml(name),
      escapeSummary(name),
    ];

    for (const text of texts) {
      expect(text).not.toMatch(/[\n\r]/u);
      expect(text).not.toMatch(INVISIBLE);
      expect(text).not.toContain("headgate:review");
    }
  });

  test.each(Object.entries(HOSTILE_NAMES))("%s brings no tag and no comment into Markdown", (_, name) => {
    const texts = [
      escapeMarkdown(name).replaceAll("<span>$</span>", ""),
      codeSpan(name).replaceAll(/<\/?code>/gu, ""),
    ];

    for (const text of texts) expect(text).not.toMatch(/<[a-z!/?]|-->/iu);
  });

  test.each(Object.entries(HOSTILE_NAMES))("%s brings no tag into HTML", (_, name) => {
    expect(escapeHtml(name)).not.toMatch(/[<>"'`]/u);
  });
});

describe("prose in Markdown", () => {
  test("a link and an image lose their brackets", () => {
    expect(escapeMarkdown("![a](b) [c](d)")).toBe("!\\[a\\](b) \\[c\\](d)");
  });

  test("a mention, an issue and an address are broken by a zero-width space", () => {
    expect(escapeMarkdown("@octocat #42 GH-7 https://x.example www.x.example")).toBe(
      "@\u200Boctocat #\u200B42 GH-\u200B7 https:\u200B//x.example www\u200B.x.example",
    );
  });

  test("an underscore inside a word is left alone, at its edge it is escaped", () => {
    expect(escapeMarkdown("stg_shop__orders __init__")).toBe("stg_shop__orders \\_\\_init\\_\\_");
  });

  test.each([
    ["- item", "\\- item"],
    ["# title", "\\# title"],
    ["> quote", "\\> quote"],
    ["1. first", "1\\. first"],
  ])("%s at the start of a line opens no block", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test("an arrow inside a line stays readable", () => {
    expect(escapeMarkdown(" -> ", false)).toBe(" -> ");
  });

  test("a pipe and a dollar do not open a cell or a formula", () => {
    expect(escapeMarkdown("a|b $5")).toBe("a&#124;b <span>$</span>5");
  });
});

describe("a code span", () => {
  test("an ordinary name stands between backticks", () => {
    expect(codeSpan("orders.order_id")).toBe("`orders.order_id`");
  });

  test("backticks and pipes are written as entities, so that they survive in a table", () => {
    expect(codeSpan("a`b|c")).toBe("<code>a&#96;b&#124;c</code>");
  });

  test("no text is said to be empty", () => {
    expect(codeSpan("\u200B")).toBe("`(empty)`");
  });

  test("a long name is cut", () => {
    expect(codeSpan("x".repeat(500), 10)).toBe("`xxxxxxxxx…`");
  });
});

describe("a code block", () => {
  test("its fence is longer than any fence inside", () => {
    expect(codeBlock("a\n````\nb", "yaml")).toBe("`````yaml\na\n````\nb\n`````");
  });

  test("indentation is kept, tabs become spaces", () => {
    expect(plainBlock("models:\n\t- name: x")).toEqual(["models:", "  - name: x"]);
  });

  test("what is beyond 60 lines is counted", () => {
    const lines = plainBlock("x\n".repeat(99));

    expect(lines).toHaveLength(61);
    expect(lines.at(-1)).toBe("… 40 more lines");
  });
});

describe("plain text", () => {
  test("cutting does not leave half a character", () => {
    expect(cut("ab\u{1F600}cd", 4)).toBe("ab…");
  });

  test("our marker cannot be put together from parts", () => {
    expect(plainText("headgateheadgate:: headgate\u200B:review")).not.toMatch(/headgate:\S/u);
  });

  test("stacked accents are thinned out", () => {
    expect(plainText(`z${"\u0301".repeat(50)}`)).toHaveLength(4);
  });
});
