import { append } from "../core/append.ts";
import type { Added, ChangeOf, Renamed } from "../core/diff/change.ts";
import type { Metric } from "../core/manifest/semantic.ts";
import { inputAt } from "../core/semantic/metric-inputs.ts";
import { semanticNames } from "../core/semantic/names.ts";
import { rootOf } from "../core/semantic/root-of.ts";
import { changesOf, inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** More new metrics than this on one semantic model are told together. */
const HANDFUL = 3;

type New = Added<"metric"> | Renamed<"metric">;
interface Undocumented {
  readonly change: New;
  readonly missing: readonly string[];
}

export const metricUndocumented: Rule = {
  id: "metric-undocumented",
  category: "metric",
  severity: "note",
  certainty: "proven",
  summary:
    "A new or renamed metric has no description, or no label where the project labels its metrics. Metrics that dbt makes of a measure with `create_metric`, and private ones, are silent.",
  words: {
    title: "Metric `{metric}` has no {missing}",
    why: "People pick a metric by its name and text in their tool: without them it is a guess what is counted.",
    fix: "Add {keys} below `{metric}` in `{path}`.",
  },
  variants: {
    together: {
      title: "{count} new metrics on `{root}` are not documented",
      why: "People pick a metric by its name and text in their tool: without them it is a guess what {metrics} count.",
      fix: "Add {keys} to each of them in `{path}`.",
    },
  },
  check(context) {
    const hasLabels = semanticNames(context.artifacts.head.project).metrics.some(isLabeled);
    const groups = new Map<string, Undocumented[]>();
    for (const change of changesOf(context, "metric")) {
      if (!isNew(change) || isMadeByDbt(context, change.head)) continue;
      const missing = missingOf(change.head, hasLabels);
      if (missing.length === 0) continue;
      const { project } = context.artifacts.head;
      const root = rootOf(change.uniqueId, context.graphs.head, project) ?? change.uniqueId;
      append(groups, root, { change, missing });
    }
    return [...groups].flatMap(([root, group]) =>
      group.length > HANDFUL ? [together(context, root, group)] : group.map(alone),
    );
  },
};

/** A metric that kept its name is not new, wherever it moved. */
function isNew(change: ChangeOf<"metric">): change is New {
  if (change.kind === "renamed") return change.base.name !== change.head.name;
  return change.kind === "added";
}

/** dbt gives the metric of a measure with `create_metric` a text itself, and nobody sees a private one. */
function isMadeByDbt(context: RuleContext, metric: Metric): boolean {
  if (metric.typeParams["is_private"] === true) return true;
  const input = inputAt(metric, "source");
  if (input?.of !== "measure" || input.name !== metric.name) return false;
  return semanticNames(context.artifacts.head.project).measure(input.name)?.measure.createMetric === true;
}

function missingOf(metric: Metric, hasLabels: boolean): readonly string[] {
  const missing = metric.description.trim() === "" ? ["description"] : [];
  return hasLabels && metric.label === null ? [...missing, "label"] : missing;
}

/** dbt writes the name where there is no label in the newer spec. */
function isLabeled(metric: Metric): boolean {
  return metric.label !== null && metric.label !== metric.name;
}

function alone({ change, missing }: Undocumented): Found {
  const { name, path, uniqueId } = change.head;
  return {
    subject: { uniqueId },
    facts: { metric: name, missing: missing.join(" and no "), keys: keysOf(missing), path },
    evidence: [{ kind: "metric", uniqueId, path, text: missing.join(", ") }],
  };
}

function together(context: RuleContext, root: string, group: readonly Undocumented[]): Found {
  const missing = [...new Set(group.flatMap((each) => each.missing))];
  return {
    subject: { uniqueId: root },
    facts: {
      count: group.length,
      root: inHead(context, root)?.name ?? root,
      metrics: group.map(({ change }) => change.head.name),
      keys: keysOf(missing),
      path: group[0]?.change.head.path ?? "",
    },
    evidence: group.flatMap((each) => alone(each).evidence),
    variant: "together",
    key: "together",
  };
}

function keysOf(missing: readonly string[]): readonly string[] {
  return missing.map((key) => `${key}:`);
}
