import { displayName } from "../core/display-name.ts";
import { beforeAfter } from "../core/findings/evidence.ts";
import { groupBy, type Group } from "../core/group-by.ts";
import { freshnessLoosenings, modelFreshnessLoosenings } from "../core/guarantees/freshness.ts";
import type { Loosening } from "../core/guarantees/loosening.ts";
import type { Model, Source } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Freshness checks that now let older data pass, or that measure something else. */
export const freshnessLoosened: Rule = {
  id: "freshness-loosened",
  category: "guarantee",
  severity: "warning",
  certainty: "proven",
  summary:
    "A freshness threshold was raised or removed, a filter was added, or `loaded_at_field` or `loaded_at_query` changed. Stricter thresholds are silent. The same edit on several tables of one source is one finding.",
  words: {
    title: "Freshness of `{name}` is checked less strictly: {how}",
    why: "When loading stops, `dbt source freshness` will say so later, or not at all, and what is built on it goes stale unnoticed.",
    fix: "Set the old values back, or say in the pull request how late this data may be.",
  },
  variants: {
    tables: {
      title: "Freshness of {count} tables of `{source}` is checked less strictly: {how}",
      why: "When loading of {tables} stops, `dbt source freshness` will say so later, or not at all.",
      fix: "Set the old values back, or say in the pull request how late this data may be.",
    },
    model: {
      title: "Freshness of model `{name}` is held less strictly: {how}",
      why: "The model may now be older before anybody is told or it is built again.",
      fix: "Set the old values back, or say in the pull request how old this model may be.",
    },
  },
  check(context) {
    return [...findSources(context), ...findModels(context)];
  },
};

interface Loosened<N> {
  readonly node: N;
  readonly loosenings: readonly Loosening[];
}

function findSources(context: RuleContext): readonly Found[] {
  const loosened: Loosened<Source>[] = [];
  for (const { base, head } of survivingOf(context, "source")) {
    const loosenings = freshnessLoosenings(base, head);
    if (loosenings.length > 0) loosened.push({ node: head, loosenings });
  }
  const sameEdit = ({ node, loosenings }: Loosened<Source>) =>
    JSON.stringify([node.packageName, node.sourceName, loosenings]);
  return [...groupBy(loosened, sameEdit).values()].map(findTables);
}

function findTables(tables: Group<Loosened<Source>>): Found {
  const [{ node, loosenings }, ...rest] = tables;
  return {
    subject: { uniqueId: node.uniqueId },
    facts: {
      name: displayName(node),
      source: node.sourceName,
      count: tables.length,
      tables: tables.map((table) => table.node.name),
      how: howOf(loosenings),
    },
    evidence: tables.flatMap(evidenceOf),
    affected: rest.map((table) => table.node.uniqueId),
    ...(rest.length > 0 ? { variant: "tables" } : {}),
  };
}

function findModels(context: RuleContext): readonly Found[] {
  return survivingOf(context, "model").flatMap(({ base, head }): readonly Found[] => {
    const loosenings = modelFreshnessLoosenings(base, head);
    if (loosenings.length === 0) return [];
    return [
      {
        subject: { uniqueId: head.uniqueId },
        facts: { name: displayName(head), how: howOf(loosenings) },
        evidence: evidenceOf({ node: head, loosenings }),
        variant: "model",
      },
    ];
  });
}

function howOf(loosenings: readonly Loosening[]): string {
  return loosenings.map(phraseOf).join(", ");
}

function phraseOf({ aspect, before, after }: Loosening): string {
  if (aspect === "filter") return "a filter was added";
  if (aspect.startsWith("loaded_at")) return `${aspect} ${after === null ? "removed" : "changed"}`;
  return after === null ? `${aspect} removed` : `${aspect} ${before ?? ""} to ${after}`;
}

function evidenceOf({ node, loosenings }: Loosened<Source | Model>): readonly Evidence[] {
  return loosenings.map(({ aspect, before, after }) => ({
    kind: "freshness",
    uniqueId: node.uniqueId,
    ...beforeAfter(before, after),
    path: node.path,
    text: aspect,
  }));
}
