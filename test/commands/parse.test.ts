import { describe, expect, test } from "vitest";
import { findCommandLine, readCommandLine } from "../../src/commands/parse.ts";

const find = (body: string) => findCommandLine(body, "/headgate");

describe("the first command line of a comment", () => {
  test.each([
    ["/headgate review", "/headgate review"],
    ["Looks risky.\n\n/headgate explain F3  \nThanks", "/headgate explain F3"],
    ["/headgate pause\n/headgate resume", "/headgate pause"],
    ["/HeadGate Review", "/HeadGate Review"],
    ["> what breaks?\n\n/headgate ask what breaks?", "/headgate ask what breaks?"],
    ["```\ncode\n```\n/headgate help", "/headgate help"],
    ["one\r\n/headgate help\r\ntwo", "/headgate help"],
    ["/headgate", "/headgate"],
    ["<!-- a note -->\n/headgate help", "/headgate help"],
  ])("%j gives %j", (body, line) => {
    expect(find(body)).toBe(line);
  });

  test.each([
    ["inside a line", "please /headgate review"],
    ["indented", "    /headgate review"],
    ["with a longer word", "/headgated review"],
    ["in a fence of backticks", "```\n/headgate waive F1 x\n```"],
    ["in a fence of tildes", "~~~\n/headgate waive F1 x\n~~~"],
    ["in a fence that is not closed", "```\n/headgate waive F1 x"],
    ["in a fence that a shorter one does not close", "````\n```\n/headgate waive F1 x\n````"],
    ["in a fence with a language", "```sh\n/headgate waive F1 x\n```"],
    ["quoted", "> /headgate waive F1 x"],
    ["quoted twice", "> > /headgate waive F1 x"],
    ["in an HTML comment", "<!--\n/headgate waive F1 x\n-->"],
    ["in an HTML comment that is not closed", "<!--\n/headgate waive F1 x"],
    ["right after an HTML comment", "<!-- x -->/headgate waive F1 x"],
    ["between two halves that a comment parts", "/head<!-- x -->gate waive F1 x"],
    ["with a letter that only looks the same", "/headg\u0430te review"],
    ["behind an invisible character", "\u200B/headgate review"],
    ["in a very long line", `/headgate ask ${"x".repeat(2_000)}`],
    ["of nothing", ""],
  ])("one %s is none", (_, body) => {
    expect(find(body)).toBeNull();
  });

  test("another prefix is what counts when the configuration says so", () => {
    expect(findCommandLine("/headgate review\n/hg review", "/hg")).toBe("/hg review");
    expect(findCommandLine("anything", "")).toBeNull();
  });

  test("60,000 characters of comments and fences that never close end in nothing", () => {
    expect(find("<!-- ```".repeat(7_500))).toBeNull();
  });
});

describe("a command line", () => {
  test.each([
    ["/headgate waive F3 because we said so ", { verb: "waive", args: "F3 because we said so" }],
    ["/headgate  EXPLAIN\tf3", { verb: "explain", args: "f3" }],
    ["/headgate", { verb: "", args: "" }],
  ])("%j is taken apart", (line, parts) => {
    expect(readCommandLine(line, "/headgate")).toEqual(parts);
  });
});
