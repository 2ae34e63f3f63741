import { displayName } from "../core/display-name.ts";
import { isLost, lostDescriptions, type LostDescription } from "../core/documentation/lost.ts";
import type { Surviving } from "../core/diff/change.ts";
import { groupBy, type Group } from "../core/group-by.ts";
import { survivalOf } from "../core/guarantees/column-survival.ts";
import type { Node, ResourceType } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const DESCRIBED = [
  "model",
  "seed",
  "snapshot",
  "source",
  "exposure",
  "metric",
  "semantic_model",
  "saved_query",
] as const satisfies readonly ResourceType[];

/** From this many objects on, the same columns that lost their text together are one finding. */
const TOGETHER = 3;

/** Documentation that was there and no longer is, while what it described stays. One finding per object. */
export const descriptionRemoved: Rule = {
  id: "description-removed",
  category: "docs",
  severity: "warning",
  certainty: "proven",
  summary:
    "The description of an object, or of a column or semantic element of it, was emptied or dropped while what it described is still there. One finding per object, or one for the same columns of three or more objects.",
  words: {
    title: "The description of `{name}` was removed",
    why: "What was known about `{name}` is lost to the docs site, to `persist_docs` and to whoever reads it next.",
    fix: "Put the `description` back in the YAML of `{name}`, or replace it by one that holds now.",
  },
  variants: {
    parts: {
      title: "{count} descriptions in `{name}` were removed",
      why: "What was known about {parts} is lost to the docs site and to the next reader, and nothing shows that they are gone.",
      fix: "Put the descriptions of {parts} back in the YAML of `{name}`, or replace them by ones that hold now.",
    },
    part: {
      title: "The description of {kind} `{part}` of `{name}` was removed",
      why: "What was known about `{part}` is lost to the docs site and to the next reader, and nothing shows that it is gone.",
      fix: "Put the `description` of `{part}` back in the YAML of `{name}`, or replace it by one that holds now.",
    },
    together: {
      title: "The descriptions of {parts} were removed from {count} objects",
      why: "What was known about {parts} of {names} is lost to the docs site and to the next reader, and nothing shows that it is gone.",
      fix: "Put the descriptions back in the YAML of these objects, or replace them by ones that hold now.",
    },
    whole: {
      title: "The description of `{name}` and of {count} of its parts was removed",
      why: "What was known about `{name}` and {parts} is lost to the docs site and to the next reader.",
      fix: "Put the descriptions back in the YAML of `{name}`, or replace them by ones that hold now.",
    },
  },
  check(context) {
    const survival = survivalOf(context);
    const losses: Loss[] = [];
    for (const resourceType of DESCRIBED) {
      for (const change of survivingOf(context, resourceType)) {
        const lost = lostDescriptions(change, survival);
        if (lost.length > 0) losses.push({ change, lost });
      }
    }
    return [...groupLosses(losses).flatMap(findGroup), ...findSources(context)];
  },
};

/** What one object lost. */
interface Loss {
  readonly change: Surviving<ResourceType>;
  readonly lost: readonly LostDescription[];
}

/** Puts objects together that lost the text of the same columns and of nothing else. */
function groupLosses(losses: readonly Loss[]): readonly Group<Loss>[] {
  const groups = groupBy(losses, ({ change, lost }) => {
    const isColumnsOnly = lost.every(({ of }) => of?.kind === "column");
    const names = lost.map(({ of }) => of?.name.toLowerCase() ?? "").sort();
    return isColumnsOnly ? JSON.stringify(names) : change.uniqueId;
  });
  return [...groups.values()];
}

function findGroup(group: Group<Loss>): readonly Found[] {
  const [first] = group;
  if (group.length < TOGETHER) return group.map(findLost);
  return [
    {
      subject: { uniqueId: first.change.uniqueId },
      facts: {
        parts: first.lost.flatMap(({ of }) => (of === null ? [] : [of.name])),
        names: group.map(({ change }) => displayName(change.head)),
        count: group.length,
      },
      evidence: group.flatMap(({ change, lost }) =>
        lost.map((description) => evidenceOf(description, change.head)),
      ),
      affected: group.slice(1).map(({ change }) => change.uniqueId),
      variant: "together",
      key: first.lost.map(({ of }) => of?.name.toLowerCase() ?? "").join(","),
      ...certaintyOf(group.flatMap(({ lost }) => lost)),
    },
  ];
}

function findLost({ change, lost }: Loss): Found {
  const { uniqueId } = change;
  const parts = lost.flatMap(({ of }) => (of === null ? [] : [of]));
  const [first] = parts;
  const isOwn = parts.length < lost.length;
  const isOnlyColumn = !isOwn && parts.length === 1 && first?.kind === "column";
  return {
    subject: isOnlyColumn ? { uniqueId, column: first.name } : { uniqueId },
    facts: {
      name: displayName(change.head),
      count: parts.length,
      parts: parts.map(({ name }) => name),
      part: first?.name ?? "",
      kind: first?.kind ?? "",
    },
    evidence: lost.map((description) => evidenceOf(description, change.head)),
    ...variantOf(isOwn, parts.length),
    ...certaintyOf(lost),
  };
}

/** Proven when at least one of the described things is known to be still there. */
function certaintyOf(lost: readonly LostDescription[]): Pick<Found, "certainty"> {
  return lost.some(({ survival }) => survival === "kept") ? {} : { certainty: "structural" };
}

function variantOf(isOwn: boolean, parts: number): { readonly variant?: string } {
  if (isOwn) return parts === 0 ? {} : { variant: "whole" };
  return { variant: parts === 1 ? "part" : "parts" };
}

function evidenceOf({ of, before }: LostDescription, head: Node): Evidence {
  const place = of?.kind === "column" ? { column: of.name } : {};
  const text = of === null || of.kind === "column" ? {} : { text: `${of.kind} ${of.name}` };
  return { kind: "description", uniqueId: head.uniqueId, ...place, before, path: head.path, ...text };
}

/** A source's own description stands at each of its tables: one finding for the source. */
function findSources(context: RuleContext): readonly Found[] {
  const lost = survivingOf(context, "source").filter(({ base, head }) =>
    isLost(base.sourceDescription, head.sourceDescription),
  );
  const bySource = groupBy(lost, ({ head }) => `${head.packageName}.${head.sourceName}`);
  return [...bySource.values()].map(findSource);
}

function findSource([first, ...rest]: Group<Surviving<"source">>): Found {
  const { uniqueId, path, sourceName } = first.head;
  const before = first.base.sourceDescription;
  return {
    subject: { uniqueId },
    facts: { name: sourceName },
    evidence: [{ kind: "description", uniqueId, before, path, text: `source ${sourceName}` }],
    affected: rest.map((table) => table.uniqueId),
    key: "source",
  };
}
