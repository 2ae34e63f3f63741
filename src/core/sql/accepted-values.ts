import { isList, isObject, type Json } from "../json.ts";
import type { Project } from "../manifest/project.ts";
import type { StatementFacts } from "./facts.ts";

/**
 * The values that a query of one column can give, by the `accepted_values` tests of the column that it reads as it is.
 * None where the query does more, or nobody tests it.
 */
export function acceptedValues({ columns }: StatementFacts, project: Project): readonly string[] {
  const [only, ...others] = columns;
  const sources = only?.sources.filter(({ type }) => type === "DIRECT") ?? [];
  const [source, ...more] = sources;
  if (source === undefined || source.subtype !== "IDENTITY" || others.length + more.length > 0) return [];
  const { relation, column } = source;
  for (const node of Object.values(project.nodes)) {
    if (node.resourceType !== "test" || node.generic?.name !== "accepted_values") continue;
    const isOn = (node.attachedNode ?? node.dependsOn[0]) === relation;
    // A test of some rows says nothing of the others.
    const isOfAll = node.config["where"] === undefined;
    if (!isOn || !isOfAll || node.columnName?.toLowerCase() !== column.toLowerCase()) continue;
    return textsIn(node.generic.arguments["values"]);
  }
  return [];
}

function textsIn(values: Json | undefined): readonly string[] {
  if (!isList(values)) return [];
  return values.flatMap((value) => (value === null || isObject(value) || isList(value) ? [] : [String(value)]));
}
