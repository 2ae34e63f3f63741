import type { Edit, Surviving } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { groupBy, type Group } from "../core/group-by.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

export const seedChanged: Rule = {
  id: "seed-changed",
  category: "lifecycle",
  severity: "note",
  certainty: "proven",
  summary:
    "The rows or the column types of a seed changed; four seeds or more whose rows changed, or whose types changed alike, are one finding. dbt compares seeds above 1 MiB by their path alone, so changes of those are not seen.",
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
    many: {
      title: "The rows of {count} seeds changed",
      why: "A manifest holds only checksums of the files: which rows and keys of {names} changed stands in the diff, and everything that is built on them takes them over.",
      fix: "Look at the diff for keys that now repeat or are gone, and build the seeds with what reads them.",
    },
    manyTypes: {
      title: "Column types of {count} seeds changed in the same way",
      why: "`dbt seed` loads into the existing tables: other types of {names} take effect only when they are created anew, and joins on those columns can then match other rows.",
      fix: "Run `dbt seed --full-refresh` for them, then build what reads them.",
    },
  },
  check(context) {
    const found = survivingOf(context, "seed").flatMap((change) => checkSeed(context, change));
    const groups = groupBy(found, ({ evidence }) =>
      JSON.stringify(evidence.map(({ kind, before, after }) => [kind, before, after])),
    );
    return [...groups.values()].flatMap((group) =>
      group.length < MANY ? group : [manySeeds(context, group)],
    );
  },
};

/** From this many seeds on they are one finding: somebody reloaded them, or set a type for all. */
const MANY = 4;

function manySeeds(context: RuleContext, group: Group<Found>): Found {
  const [first] = group;
  const ids = group.map(({ subject }) => subject.uniqueId);
  return {
    subject: first.subject,
    facts: { count: ids.length, names: namesOf(context.artifacts, ids) },
    evidence: group.flatMap(({ evidence }) => evidence),
    variant: first.variant === undefined ? "many" : "manyTypes",
    affected: [...new Set([...ids.slice(1), ...group.flatMap(({ affected }) => affected ?? [])])],
  };
}

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
