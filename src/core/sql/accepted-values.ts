import { isList, isObject, type Json } from "../json.ts";
import type { DataTest, Project } from "../manifest/project.ts";
import type { SourceColumn, StatementFacts } from "./facts.ts";

/**
 * The values that a query of one column can give, by the `accepted_values` tests of the column that it reads as it is.
 * None where the query does more, or nobody tests it.
 */
export function acceptedValues(query: StatementFacts, project: Project): readonly string[] {
  const source = onlySource(query);
  if (source === null) return [];
  const test = Object.values(project.nodes).find(
    (node) => node.resourceType === "test" && isOn(node, source),
  );
  return test?.resourceType === "test" ? textsIn(test.generic?.arguments["values"]) : [];
}

/** The column that a query reads as it is and gives, and nothing else; null where it does more. */
function onlySource({ columns }: StatementFacts): SourceColumn | null {
  const [sources = [], ...others] = columns.map((each) =>
    each.sources.filter(({ type }) => type === "DIRECT"),
  );
  const [source, ...more] = sources;
  if (source === undefined || others.length + more.length > 0) return null;
  return source.subtype === "IDENTITY" ? source : null;
}

/** A test of some rows says nothing of the others. */
function isOn(test: DataTest, { relation, column }: SourceColumn): boolean {
  if (test.generic?.name !== "accepted_values" || test.config["where"] !== undefined) return false;
  const on = test.attachedNode ?? test.dependsOn[0];
  return on === relation && test.columnName?.toLowerCase() === column.toLowerCase();
}

function textsIn(values: Json | undefined): readonly string[] {
  if (!isList(values)) return [];
  return values.flatMap((value) =>
    value === null || isObject(value) || isList(value) ? [] : [String(value)],
  );
}
