import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Terminal } from "../../src/cli/terminal.ts";
import { writeResult } from "../../src/cli/write-output.ts";
import { UsageError } from "../../src/errors.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("a result replaces the file whole and leaves nothing beside it", async () => {
  const file = join(folder, "review.md");
  writeFileSync(file, "the review of yesterday, which was longer\n");

  await writeResult("new", file, terminal());

  expect(readFileSync(file, "utf8")).toBe("new\n");
  expect(readdirSync(folder)).toEqual(["review.md"]);
});

test("a link is followed, not replaced", async () => {
  const file = join(folder, "review.md");
  writeFileSync(file, "old");
  symlinkSync(file, join(folder, "latest.md"));

  await writeResult("new\n", join(folder, "latest.md"), terminal());

  expect(readFileSync(file, "utf8")).toBe("new\n");
});

test.each(["no/such/folder/review.md", "."])(
  "%s cannot be written to: refused, nothing left behind",
  async (name) => {
    const writing = writeResult("new", join(folder, name), terminal());

    await expect(writing).rejects.toBeInstanceOf(UsageError);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test("without a file the result goes to standard output, ended by one line break", async () => {
  const printed: string[] = [];

  await writeResult("new", undefined, terminal(printed));

  expect(printed).toEqual(["new\n"]);
});

function terminal(printed: string[] = []): Terminal {
  return {
    isTerminal: false,
    color: false,
    width: 80,
    showsProgress: false,
    print: async (text) => void printed.push(text),
    say: () => undefined,
  };
}
