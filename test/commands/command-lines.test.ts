import { expect, test } from "vitest";
import { commandLines } from "../../src/commands/parse.ts";

test("a line that begins with a slash and a letter may be a command, whatever stands around it", () => {
  const body = "Thanks!\r\n/headgate waive F1 known and accepted  \r\nand\n/HEADGATE help\n/étape oui";

  expect(commandLines(body)).toEqual([
    "/headgate waive F1 known and accepted",
    "/HEADGATE help",
    "/étape oui",
  ]);
});

test.each([
  ["in the middle of a line", "please /headgate review"],
  ["indented", "  /headgate review"],
  ["a quote", "> /headgate review"],
  ["a slash alone", "/\n/ headgate\n//headgate\n/1"],
  ["in a fence", "```\n/headgate review\n```"],
  ["in a fence of tildes", "~~~ sh\n/headgate review\n```\n/headgate review\n~~~"],
  ["in a fence that a shorter one does not end", "````\n```\n/headgate review\n````"],
  ["in a fence that nothing ends", "```sql\nselect 1\n/headgate review"],
  ["in an HTML comment", "<!-- template\n/headgate review\n-->"],
  ["nothing", ""],
])("no command: %s", (_, body) => {
  expect(commandLines(body)).toEqual([]);
});

test.each([
  ["after a fence", "```\nselect 1\n```\n/headgate review"],
  ["after an indented fence", "  ```\n  select 1\n  ```  \n/headgate review"],
  ["after a comment of one line", "<!-- a --> <!-- b -->\n/headgate review"],
  ["after a long comment", "<!-- a\n``` b\n-->\n/headgate review"],
])("a command: %s", (_, body) => {
  expect(commandLines(body)).toEqual(["/headgate review"]);
});

test("neither many nor long lines are kept", () => {
  const many = commandLines("/a\n".repeat(1000));
  const long = commandLines(`/a ${"x".repeat(60_000)}\n/b`);

  expect(many).toHaveLength(10);
  expect(long).toEqual(["/b"]);
});
