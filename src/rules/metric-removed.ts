import type { ChangeOf, Removed } from "../core/diff/change.ts";
import type { Gone } from "../core/diff/gone.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { useEvidence } from "../core/findings/evidence.ts";
import { groupBy } from "../core/group-by.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import { semanticNames } from "../core/semantic/names.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { rootOf } from "../core/semantic/root-of.ts";
import { usesOfMetric, type Use } from "../core/semantic/uses.ts";
import { changesOf, inBase, inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** More metrics than this on one semantic model are told as one event. */
const HANDFUL = 5;

const outside =
  "Dashboards, sheets and API queries that ask the semantic layer for it by name fail; nothing in the project shows them.";

export const metricRemoved: Rule = {
  id: "metric-removed",
  category: "metric",
  severity: "error",
  certainty: "proven",
  summary:
    "A metric was removed, disabled or renamed: an error when a metric, saved query or exposure in head still names it, else a warning. Metrics that went with their semantic model are one finding.",
  words: {
    title: "Metric `{metric}` was {how}",
    why: outside,
    fix: "Tell its readers which metric to use instead, or keep it for one release with a note in its description.",
  },
  variants: {
    named: {
      title: "Metric `{metric}` was {how}, but is still named by {users}",
      why: "dbt cannot resolve the name: parsing or the next query on the semantic layer fails.",
      fix: "Bring the metric back, or change what names it in the same pull request.",
    },
    renamed: {
      title: "Metric `{metric}` was renamed to `{successor}`",
      why: outside,
      fix: "Tell its readers the new name, or keep `{metric}` as a derived metric of `{successor}` for one release.",
    },
    "renamed-named": {
      title: "Metric `{metric}` is now `{successor}`, but its old name is still used",
      why: "The old name still stands in {users}, and dbt cannot resolve it: parsing or the next query on the semantic layer fails.",
      fix: "Write `{successor}` there in the same pull request.",
    },
    together: {
      title: "{count} metrics on `{root}` were removed",
      why: "They are {metrics}. Dashboards, sheets and API queries that ask the semantic layer for them by name fail; nothing in the project shows them.",
      fix: "Tell their readers which metrics to use instead, or keep them for one release with a note in their descriptions.",
    },
  },
  check(context) {
    const gone = changesOf(context, "metric").filter((change) => isGone(context, change));
    const found: Found[] = [];
    const unnamed: Removed<"metric">[] = [];
    for (const change of gone) {
      const uses = usesOfMetric(context.artifacts.head.project, change.base);
      if (change.kind === "removed" && uses.length === 0) unnamed.push(change);
      else found.push(checkMetric(context, change, uses));
    }
    return [...found, ...checkUnnamed(context, unnamed)];
  },
};

/** A metric that only moved to another package or project still answers to its name. */
function isGone(context: RuleContext, change: ChangeOf<"metric">): change is Gone<"metric"> {
  if (change.kind !== "removed" && change.kind !== "renamed") return false;
  return semanticNames(context.artifacts.head.project).metric(change.base.name) === undefined;
}

function checkMetric(context: RuleContext, change: Gone<"metric">, uses: readonly Use[]): Found {
  const { project } = context.artifacts.head;
  const users = [...new Set(uses.map((use) => use.user))];
  const reached = readersIn(project, context.graphs.union, [change.base.uniqueId, ...users]);
  const how = change.kind === "removed" && change.disabled ? "disabled" : "removed";
  const successor = change.kind === "renamed" ? { successor: change.head.name } : {};
  return {
    subject: { uniqueId: change.uniqueId },
    facts: { metric: change.base.name, how, users: namesOf(context.artifacts, users), ...successor },
    evidence: [evidenceOf(change), ...useEvidence(uses, project)],
    ...variantOf(change, uses),
    ...(uses.length === 0 && { severity: "warning" as const }),
    affected: [...new Set([...users, ...reached])].filter((id) => id !== change.uniqueId),
    cause: nodeCause(change.base.uniqueId),
  };
}

function variantOf(change: Gone<"metric">, uses: readonly Use[]): { readonly variant?: string } {
  if (change.kind === "renamed") return { variant: uses.length > 0 ? "renamed-named" : "renamed" };
  return uses.length > 0 ? { variant: "named" } : {};
}

function evidenceOf(change: Gone<"metric">) {
  const { uniqueId, name, path } = change.base;
  const after = change.kind === "renamed" ? { after: change.head.name } : {};
  return { kind: "metric", uniqueId, path, before: name, ...after };
}

/** Metrics that went with their semantic model, and more than a handful on one, are one event. */
function checkUnnamed(context: RuleContext, removed: readonly Removed<"metric">[]): readonly Found[] {
  const { project } = context.artifacts.base;
  const groups = groupBy(
    removed,
    ({ uniqueId }) => rootOf(uniqueId, context.graphs.base, project) ?? uniqueId,
  );
  return [...groups].flatMap(([root, changes]) => {
    const isOneEvent =
      changes.length > HANDFUL || (changes.length > 1 && inHead(context, root) === undefined);
    if (isOneEvent) return [checkTogether(context, root, changes)];
    return changes.map((change) => checkMetric(context, change, []));
  });
}

function checkTogether(context: RuleContext, root: UniqueId, changes: readonly Removed<"metric">[]): Found {
  const { head } = context.artifacts;
  const ids = changes.map((change) => change.uniqueId);
  return {
    subject: { uniqueId: root },
    facts: {
      count: changes.length,
      root: inBase(context, root)?.name ?? root,
      metrics: changes.map((change) => change.base.name),
    },
    evidence: changes.map(evidenceOf),
    variant: "together",
    severity: "warning",
    affected: [...ids, ...readersIn(head.project, context.graphs.union, ids)],
    key: "together",
  };
}
