import type { Edit, Surviving } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

export const seedChanged: Rule = {
  id: "seed-changed",
  category: "lifecycle",
  severity: "note",
  certainty: "proven",
  summary:
    "The rows or the column types of a seed changed. dbt compares seeds above 1 MiB by their path alone, so changes of those are not seen.",
  words: {
    title: "The rows of seed `{name}` changed",
    why: "A manifest holds only a checksum of the file: which rows and keys changed stands in the diff, and everything that is built on the seed takes them over.",
    fix: "Look at the diff for keys that now repeat or are gone, and run `dbt build --select {name}+`.",
  },
  variants: {
    types: {
      title: "Column types of seed `{name}` changed",
      why: "`dbt seed` loads into the existing table: other types take effect only when it is created anew, and joins on those columns can then match other rows.",
      fix: "Run `dbt seed --full-refresh --select {name}`, then build what reads it.",
    },
  },
  check(context) {
    return survivingOf(context, "seed").flatMap((change) => checkSeed(context, change));
  },
};

function checkSeed(context: RuleContext, change: Surviving<"seed">): readonly Found[] {
  const rows = change.edits.filter((edit) => edit.aspect === "checksum" && isOfRows(change));
  const types = change.edits.filter(isTypes);
  if (rows.length + types.length === 0) return [];
  return [
    {
      subject: { uniqueId: change.uniqueId },
      facts: { name: change.head.name },
      evidence: [
        ...rows.map(() => ({ kind: "seed", uniqueId: change.uniqueId, path: change.head.path })),
        ...types.map((edit) => editEvidence("config", change, edit)),
      ],
      ...(rows.length === 0 && { variant: "types" }),
      affected: allReaders(context.graphs.union, [change.uniqueId]),
    },
  ];
}

/** The checksum of a file above 1 MiB is its path (dbt-core: parser/read_files.py), which says nothing of its rows. */
function isOfRows(change: Surviving<"seed">): boolean {
  return [change.base, change.head].every((seed) => seed.checksum?.name !== "path");
}

function isTypes(edit: Edit): boolean {
  return edit.part === "configs" && edit.aspect === "column_types";
}
