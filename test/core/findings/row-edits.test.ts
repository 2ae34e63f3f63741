import { test } from "vitest";
import { EDITS } from "../../support/sql-edits.ts";
import { rowsFound } from "../../support/rows-world.ts";
import { rules } from "../../../src/rules/index.ts";
import { wordsOf } from "../../support/rule-words.ts";

test.each(EDITS.map(([what, ...edit]) => ({ what, edit })))("$what", async ({ what, edit }) => {
  const [before, after, , , adapter] = edit;
  const found = await rowsFound(before, after, { adapter, unique: ["customers.id"] });
  console.log(what, "=>", Object.entries(found).map(([id, f]) => `${id}: ${f.map((x) => wordsOf(rules.find((r) => r.id === id)!, x).title + "  ## " + x.evidence.map((e) => `${e.line} ${e.text}`).join("|"))}`));
});
