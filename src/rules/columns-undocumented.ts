import { displayName } from "../core/display-name.ts";
import {
  describesColumns,
  isBlank,
  newlyUndescribed,
  undescribedOf,
} from "../core/documentation/undescribed.ts";
import { columnsYaml } from "../core/documentation/yaml.ts";
import type { ChangeOf } from "../core/diff/change.ts";
import type { Model } from "../core/manifest/project.ts";
import { changesOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** New columns without a description, one finding per model. */
export const columnsUndocumented: Rule = {
  id: "columns-undocumented",
  category: "docs",
  severity: "note",
  certainty: "proven",
  summary:
    "A model has new columns without a description: one finding per model, with the YAML to paste. Silent in projects that describe fewer than one in ten of their declared columns.",
  words: {
    title: "{count} new columns of `{model}` have no description",
    why: "What {columns} mean, their unit and when they are null is known only to whoever reads the SQL.",
    fix: "Describe them in the YAML of `{model}`:\n{yaml}",
  },
  variants: {
    one: {
      title: "The new column `{column}` of `{model}` has no description",
      why: "What it means, its unit and when it is null is known only to whoever reads the SQL.",
      fix: "Describe it in the YAML of `{model}`:\n{yaml}",
    },
  },
  check(context) {
    const found: Found[] = [];
    const describes = new Map<string, boolean>();
    for (const change of changesOf(context, "model")) {
      if (change.kind === "removed") continue;
      const columns = undescribedIn(change, context);
      if (columns.length === 0) continue;
      const { packageName } = change.head;
      const base = context.artifacts.base.project;
      if (!describes.has(packageName)) describes.set(packageName, describesColumns(base, packageName));
      if (describes.get(packageName) === true) found.push(findColumns(change.head, columns));
    }
    return found;
  },
};

/** A new model with no documentation whatever is said once, by `model-undocumented`. */
function undescribedIn(change: ChangeOf<"model">, context: RuleContext): readonly string[] {
  if (change.kind === "removed") return [];
  if (change.kind !== "added") return newlyUndescribed(change);
  const isBare = isBlank(change.head.description) && change.head.columns.length === 0;
  return isBare ? [] : undescribedOf(change.head, context.artifacts.head);
}

function findColumns(model: Model, columns: readonly string[]): Found {
  const { uniqueId } = model;
  const [column = ""] = columns;
  const yaml = columnsYaml(model.name, columns);
  return {
    subject: columns.length === 1 ? { uniqueId, column } : { uniqueId },
    facts: { model: displayName(model), count: columns.length, column, columns, yaml },
    evidence: columns.map((name) => ({ kind: "column", uniqueId, column: name, text: "no description" })),
    ...(columns.length === 1 ? { variant: "one" } : {}),
  };
}
